import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, describe, expect, test } from 'vitest'

import { secretsManagerSecretWriter } from '../../shared/adapters/secrets/secrets-manager-secret-writer.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { credentialsOf } from './account/function-identity.ts'
import { lab } from './account/lab.ts'
import { type Attempts, REFUSED, makeSchedule, readTopic, scanItems } from './faults/attempts.ts'
import {
  ABLE,
  NOBODY,
  alerts,
  asProbe,
  group,
  other,
  ownFunction,
  ownManagedGrant,
  ownManagedSecret,
  stack,
} from './permissions/attempted.ts'

afterAll(async () => {
  await stack.results.delete({ monitorId: '#permissions', sortKey: 'scratch' })
  await other.remove()
  for (const SecretId of [ownManagedSecret, ownManagedGrant]) {
    const gone = { SecretId, ForceDeleteWithoutRecovery: true }
    await new SecretsManagerClient({}).send(new DeleteSecretCommand(gone))
  }
})

interface Role {
  /** The function's logical id begins so. */
  logicalId: string
  /** Of what is tried with every function; the rest of it is refused. */
  may: readonly (keyof typeof ABLE)[]
  /** Its own business. */
  mayAlso?: Attempts
  mayNotEither?: Attempts
}

const ROLES: Readonly<Record<string, Role>> = {
  probe: {
    logicalId: 'Probe',
    may: [
      'secrets',
      // What was fetched with grants, and neither those nor what is redeemed for more.
      'readTokens',
      'askForTokens',
      'readMonitor',
      'readState',
      'readResults',
      'writeResults',
      'removeItems',
      'alert',
      // A recheck of its own.
      'startRun',
    ],
  },
  watchdog: {
    logicalId: 'Watchdog',
    may: [
      'readMonitor',
      'readState',
      'readResults',
      'writeResults',
      'removeItems',
      'findDue',
      'alert',
      'startRun',
      'askForTokens',
    ],
    mayAlso: { 'look at the topics': readTopic(alerts) },
    mayNotEither: { 'look at another topic': readTopic(other.topic) },
  },
  'function that fetches tokens': {
    logicalId: 'TokensRenew',
    may: ['readGrants', 'readTokens', 'keepTokens', 'listMonitors', 'readState', 'writeResults'],
  },
  'function that makes schedules': {
    logicalId: 'ReconcilerFunction',
    may: [
      'schedules',
      'readMonitor',
      'listMonitors',
      'readState',
      'readResults',
      'writeResults',
      'removeItems',
    ],
    mayNotEither: { 'hand another role to a schedule': makeSchedule(group, asProbe) },
  },
  'function that reads dead letters': {
    logicalId: 'DeadLetterRuns',
    may: [
      'takeLetters',
      'readMonitor',
      'listMonitors',
      'readState',
      'readResults',
      'writeResults',
      'removeItems',
      'alert',
    ],
  },
  'nightly function': {
    logicalId: 'Nightly',
    // A summary is read by its key, and whatever has versions is read back.
    may: ['listMonitors', 'readState', 'readResults', 'writeResults'],
  },
  'function that writes the stack monitors': {
    logicalId: 'StackMonitorsSync',
    // What was accepted of a monitor that leaves the file goes before its row does.
    may: ['readMonitor', 'listMonitors', 'changeMonitors', 'removeMonitors', 'removeItems'],
  },
  'function that makes the steps of an upgrade': {
    logicalId: 'UpgradeSteps',
    may: ['readMonitor', 'listMonitors', 'changeMonitors', 'readState', 'readResults', 'writeResults'],
  },
  'function that looks at the tables': {
    logicalId: 'TablesStepTables',
    // Whether one that an earlier stack left holds anything.
    may: ['listTables', 'listMonitors', 'listResults'],
    mayNotEither: { 'list what another table holds': scanItems(other.table) },
  },
}

await stack.setSecret('orders', PASSWORD)
for (const name of [ownManagedSecret, ownManagedGrant])
  await secretsManagerSecretWriter(new SecretsManagerClient({})).write(name, PASSWORD)

test('every function of ours is looked at here', async () => {
  const ours = (await lab.resources('AWS::Lambda::Function'))
    // Frameworks are CDK's, between CloudFormation and a function of ours.
    .filter((one) => one.stack === stack.name && !one.logicalId.includes('Framework'))
    .map((one) => one.logicalId)
  const known = Object.values(ROLES).map((role) => role.logicalId)
  expect(ours.filter((id) => !known.some((begin) => id.startsWith(begin)))).toEqual([])
  expect(ours).toHaveLength(known.length)
})

for (const [title, role] of Object.entries(ROLES)) {
  const credentials = await credentialsOf(ownFunction(role.logicalId))
  const able = Object.entries(ABLE) as [keyof typeof ABLE, Attempts][]
  const attemptsOf = (may: boolean) =>
    able.flatMap(([name, attempts]) => (role.may.includes(name) === may ? Object.entries(attempts) : []))
  describe(`the ${title}`, () => {
    test.each([...attemptsOf(true), ...Object.entries(role.mayAlso ?? {})])('may %s', async (_, attempt) => {
      await expect(attempt(credentials)).resolves.toBeDefined()
    })
    test.each([...attemptsOf(false), ...Object.entries({ ...NOBODY, ...role.mayNotEither })])(
      'may not %s',
      async (_, attempt) => {
        await expect(attempt(credentials)).rejects.toMatchObject({
          name: expect.stringMatching(REFUSED) as string,
        })
      },
    )
  })
}
