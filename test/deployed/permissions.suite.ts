import { afterAll, describe, expect, test } from 'vitest'

import { secretParameterName } from '../../shared/core/secret-names.ts'
import {
  deleteItem,
  getItem,
  invoke,
  publish,
  putItem,
  queryItems,
  readSecret,
  REFUSED,
  scanItems,
  setSecret,
  subscribe,
  takeMessages,
  type Attempts,
} from './attempts.ts'
import { PASSWORD } from './demo-mail.ts'
import { credentialsOf } from './function-identity.ts'
import { withVariables } from './function-variables.ts'
import { mail, stackWith } from './shared-stack.ts'
import { somebodyElse } from './somebody-else.ts'
import { minutesAgo } from './stack.ts'

const stack = await stackWith()
const other = await somebodyElse()
afterAll(other.remove)

const [monitors, results] = [stack.output('MonitorsTable'), stack.output('ResultsTable')]
const [alerts, probe] = [stack.output('AlertTopic'), stack.output('ProbeFunction')]
const { id: deadLetters } = await stack.resource('AWS::SQS::Queue', 'DeadLettersQueue')
const ownSecret = secretParameterName(stack.name, 'orders')
const monitor = { monitorId: { S: 'orders' } }
const item = { ...monitor, sortKey: { S: 'state' } }

/** What no function may do, whatever its work. */
const NOBODY: Attempts = {
  "read another stack's secret": readSecret(other.secret),
  'read a secret whose path only begins like its own': readSecret(
    secretParameterName(`${stack.name}2`, 'orders'),
  ),
  'set a secret': setSecret(ownSecret),
  'read another table': getItem(other.table, item),
  'write into another table': putItem(other.table, item),
  'publish to another topic': publish(other.topic),
  'subscribe to the alerts': subscribe(alerts),
}

interface Role {
  /** The function's logical id begins so. */
  logicalId: string
  may: Attempts
  mayNot: Attempts
}

const ROLES: Readonly<Record<string, Role>> = {
  probe: {
    logicalId: 'HomeProbeFunction',
    may: {
      "read its stack's secrets": readSecret(ownSecret),
      'read a monitor': getItem(monitors, monitor),
      'read results': queryItems(results, 'orders'),
    },
    mayNot: {
      ...NOBODY,
      'change a monitor': putItem(monitors, monitor),
      'remove a monitor': deleteItem(monitors, monitor),
      'list the monitors': scanItems(monitors),
      'list the results': scanItems(results),
      'start a run': invoke(probe),
      'take dead letters': takeMessages(deadLetters),
    },
  },
  'function that writes the stack monitors': {
    logicalId: 'StackMonitorsSyncFunction',
    may: { 'list the monitors': scanItems(monitors) },
    mayNot: {
      ...NOBODY,
      "read its stack's secrets": readSecret(ownSecret),
      'read results': queryItems(results, 'orders'),
      'publish an alert': publish(alerts),
      'start a run': invoke(probe),
      'take dead letters': takeMessages(deadLetters),
    },
  },
}

for (const [title, { logicalId, may, mayNot }] of Object.entries(ROLES)) {
  const { id } = await stack.resource('AWS::Lambda::Function', logicalId)
  const credentials = await credentialsOf(id)
  describe(`the ${title}`, () => {
    test.each(Object.entries(may))('may %s', async (_, attempt) => {
      await expect(attempt(credentials)).resolves.toBeDefined()
    })
    test.each(Object.entries(mayNot))('may not %s', async (_, attempt) => {
      await expect(attempt(credentials)).rejects.toMatchObject({
        name: expect.stringMatching(REFUSED) as string,
      })
    })
  })
}

test("a run that is led to another stack's secret is inconclusive and says what was refused", async () => {
  await stack.setSecret('orders', PASSWORD)
  mail.faults.clear()
  const astray = await withVariables(probe, { ROUNDTRIP_STACK_NAME: 'Other' })
  const { result } = await stack.fire('orders', minutesAgo(1)).finally(astray.restore)
  expect(result).toMatchObject({ status: 90, outcome: 'inconclusive' })
  expect(result?.detail).toContain(other.secret)
  expect(result?.detail).toContain('not authorized to perform: ssm:GetParameters')
})
