import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterAll, describe, expect, test } from 'vitest'

import { secretsManagerSecretWriter } from '../../shared/adapters/secrets/secrets-manager-secret-writer.ts'
import { managedSecretName, secretParameterName } from '../../shared/core/definition/secret-names.ts'
import { isoInstant } from '../../shared/core/time/units.ts'
import {
  type Attempts,
  REFUSED,
  deleteItem,
  getItem,
  invoke,
  listSchedules,
  listTables,
  makeSchedule,
  publish,
  putItem,
  queryDue,
  queryItems,
  readManagedSecret,
  readSecret,
  readTopic,
  removeSchedule,
  scanItems,
  sendMessage,
  setManagedSecret,
  setSecret,
  subscribe,
  takeMessages,
  unprotectTable,
} from './faults/attempts.ts'
import { PASSWORD } from './account/demo-mail.ts'
import { credentialsOf } from './account/function-identity.ts'
import { type Resource, lab } from './account/lab.ts'
import { stackWith } from './account/shared-stack.ts'
import { somebodyElse } from './account/somebody-else.ts'
import { minutesAgo } from './account/stack.ts'

const stack = await stackWith()
const other = await somebodyElse()
afterAll(async () => {
  await stack.results.delete({ monitorId: '#permissions', sortKey: 'scratch' })
  await other.remove()
  const gone = { SecretId: ownManagedSecret, ForceDeleteWithoutRecovery: true }
  await new SecretsManagerClient({}).send(new DeleteSecretCommand(gone))
})

const resources = (await lab.resources()).filter((one) => one.stack === stack.name)
function find(type: string, logicalId: string): Resource {
  const found = resources.find((one) => one.type === type && one.logicalId.startsWith(logicalId))
  if (!found) throw new Error(`the stack has no ${type} ${logicalId}`)
  return found
}
const ownFunction = (logicalId: string) => find('AWS::Lambda::Function', logicalId).id
const arnOf = (type: string, logicalId: string) => String(find(type, logicalId).attributes.Arn)

const [monitors, results] = [stack.output('MonitorsTable'), stack.output('ResultsTable')]
const [alerts, operations] = [stack.output('AlertTopic'), stack.output('OperationsTopic')]
const probe = stack.output('ProbeFunction')
const letters = find('AWS::SQS::Queue', 'DeadLettersQueue').id
const unhandled = find('AWS::SQS::Queue', 'DeadLettersUnhandled').id
const group = `${stack.name}-${stack.location}`
const Arn = arnOf('AWS::Lambda::Function', 'Probe')
const asInvoker = { Arn, RoleArn: arnOf('AWS::IAM::Role', 'SchedulesInvoker') }
const asProbe = { Arn, RoleArn: arnOf('AWS::IAM::Role', 'Probe') }

const ownSecret = secretParameterName(stack.name, 'orders')
const ownManagedSecret = managedSecretName(stack.name, 'vault')
const monitor = { monitorId: { S: 'orders' } }
const scratchMonitor = { monitorId: { S: 'scratch' } }
const item = { ...monitor, sortKey: { S: 'state' } }
const scratch = { monitorId: { S: '#permissions' }, sortKey: { S: 'scratch' } }
const aRun = { monitorId: 'nobody', location: stack.location, scheduledAt: isoInstant(minutesAgo(1)) }

/** What no function may do, whatever its work. */
const NOBODY: Attempts = {
  "read another stack's secret": readSecret(other.secret),
  "read another stack's secret in Secrets Manager": readManagedSecret(other.managedSecret),
  'read a secret whose path only begins like its own': readSecret(
    secretParameterName(`${stack.name}2`, 'orders'),
  ),
  'set a secret': setSecret(ownSecret),
  'set a secret in Secrets Manager': setManagedSecret(ownManagedSecret),
  'read another table': getItem(other.table, item),
  'write into another table': putItem(other.table, item),
  'let a table be deleted': unprotectTable(monitors),
  'publish to another topic': publish(other.topic),
  'publish to the operations topic': publish(operations),
  'subscribe to the alerts': subscribe(alerts),
  'start another function': invoke(ownFunction('Watchdog')),
  "make another's schedule": makeSchedule(other.group, asInvoker),
  "remove another's schedule": removeSchedule(other.group),
  "take another's messages": takeMessages(other.queue),
  'send to another queue': sendMessage(other.queue),
  'take what was put aside': takeMessages(unhandled),
}

const SECRETS: Attempts = {
  "read its stack's secrets": readSecret(ownSecret),
  "read its stack's secrets in Secrets Manager": readManagedSecret(ownManagedSecret),
}
const SCHEDULES: Attempts = {
  'make a schedule': makeSchedule(group, asInvoker),
  'remove a schedule': removeSchedule(group),
  'list schedules': listSchedules(group),
}
const READ_MONITOR: Attempts = { 'read a monitor': getItem(monitors, monitor) }
const LIST_MONITORS: Attempts = { 'list the monitors': scanItems(monitors) }
const CHANGE_MONITORS: Attempts = {
  'change a monitor': putItem(monitors, scratchMonitor),
  'remove a monitor': deleteItem(monitors, scratchMonitor),
}
const READ_STATE: Attempts = { 'read a state': getItem(results, item) }
const READ_RESULTS: Attempts = { 'read results': queryItems(results, 'orders') }
const LIST_RESULTS: Attempts = { 'list the results': scanItems(results) }
const WRITE_RESULTS: Attempts = { 'write results': putItem(results, scratch) }
const REMOVE_ITEMS: Attempts = { 'remove items': deleteItem(results, scratch) }
const FIND_DUE: Attempts = { 'find what is due': queryDue(results) }
const ALERT: Attempts = { 'publish an alert': publish(alerts) }
const START_RUN: Attempts = { 'start a run': invoke(probe, aRun) }
const TAKE_LETTERS: Attempts = { 'take dead letters': takeMessages(letters) }
const LIST_TABLES: Attempts = { 'list tables': listTables }

const ALL: Attempts = {
  ...SECRETS,
  ...SCHEDULES,
  ...READ_MONITOR,
  ...LIST_MONITORS,
  ...CHANGE_MONITORS,
  ...READ_STATE,
  ...READ_RESULTS,
  ...LIST_RESULTS,
  ...WRITE_RESULTS,
  ...REMOVE_ITEMS,
  ...FIND_DUE,
  ...ALERT,
  ...START_RUN,
  ...TAKE_LETTERS,
  ...LIST_TABLES,
}

interface Role {
  /** The function's logical id begins so. */
  logicalId: string
  /** Of what is tried with every function; the rest of it is refused. */
  may: Attempts
  /** Its own business. */
  mayAlso?: Attempts
  mayNotEither?: Attempts
}

const ROLES: Readonly<Record<string, Role>> = {
  probe: {
    logicalId: 'Probe',
    may: {
      ...SECRETS,
      ...READ_MONITOR,
      ...READ_STATE,
      ...READ_RESULTS,
      ...WRITE_RESULTS,
      ...REMOVE_ITEMS,
      ...ALERT,
      // A recheck of its own.
      ...START_RUN,
    },
  },
  watchdog: {
    logicalId: 'Watchdog',
    may: {
      ...READ_MONITOR,
      ...READ_STATE,
      ...READ_RESULTS,
      ...WRITE_RESULTS,
      ...FIND_DUE,
      ...ALERT,
      ...START_RUN,
    },
    mayAlso: { 'look at the topics': readTopic(alerts) },
    mayNotEither: { 'look at another topic': readTopic(other.topic) },
  },
  'function that makes schedules': {
    logicalId: 'Reconciler',
    may: {
      ...SCHEDULES,
      ...READ_MONITOR,
      ...LIST_MONITORS,
      ...READ_STATE,
      ...READ_RESULTS,
      ...WRITE_RESULTS,
      ...REMOVE_ITEMS,
    },
    mayNotEither: { 'hand another role to a schedule': makeSchedule(group, asProbe) },
  },
  'function that reads dead letters': {
    logicalId: 'DeadLetterRuns',
    may: {
      ...TAKE_LETTERS,
      ...READ_MONITOR,
      ...LIST_MONITORS,
      ...READ_STATE,
      ...READ_RESULTS,
      ...WRITE_RESULTS,
      ...REMOVE_ITEMS,
      ...ALERT,
    },
  },
  'nightly function': {
    logicalId: 'Nightly',
    may: { ...LIST_MONITORS, ...READ_RESULTS, ...WRITE_RESULTS },
  },
  'function that writes the stack monitors': {
    logicalId: 'StackMonitorsSync',
    // What was accepted of a monitor that leaves the file goes before its row does.
    may: { ...READ_MONITOR, ...LIST_MONITORS, ...CHANGE_MONITORS, ...REMOVE_ITEMS },
  },
  'function that looks at the tables': {
    logicalId: 'TablesStepTables',
    // Whether one that an earlier stack left holds anything.
    may: { ...LIST_TABLES, ...LIST_MONITORS, ...LIST_RESULTS },
    mayNotEither: { 'list what another table holds': scanItems(other.table) },
  },
}

await stack.setSecret('orders', PASSWORD)
await secretsManagerSecretWriter(new SecretsManagerClient({})).write(ownManagedSecret, PASSWORD)

test('every function of ours is looked at here', async () => {
  const ours = (await lab.resources('AWS::Lambda::Function'))
    // Frameworks are CDK's, between CloudFormation and a function of ours.
    .filter((one) => one.stack === stack.name && !one.logicalId.includes('Framework'))
    .map((one) => one.logicalId)
  const known = Object.values(ROLES).map((role) => role.logicalId)
  expect(ours.filter((id) => !known.some((begin) => id.startsWith(begin)))).toEqual([])
  expect(ours).toHaveLength(known.length)
})

for (const [title, { logicalId, may, mayAlso, mayNotEither }] of Object.entries(ROLES)) {
  const credentials = await credentialsOf(ownFunction(logicalId))
  const refused = Object.entries(ALL).filter(([name]) => !(name in may))
  describe(`the ${title}`, () => {
    test.each(Object.entries({ ...may, ...mayAlso }))('may %s', async (_, attempt) => {
      await expect(attempt(credentials)).resolves.toBeDefined()
    })
    test.each([...refused, ...Object.entries({ ...NOBODY, ...mayNotEither })])(
      'may not %s',
      async (_, attempt) => {
        await expect(attempt(credentials)).rejects.toMatchObject({
          name: expect.stringMatching(REFUSED) as string,
        })
      },
    )
  })
}
