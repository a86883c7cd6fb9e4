import { expect } from 'vitest'

import { grantParameterName, secretParameterName } from '../../../shared/core/aws/secret-names.ts'
import type { Credentials } from '../account/function-identity.ts'
import { SENDER } from '../account/several-regions.ts'
import type { DeployedStack } from '../account/stack.ts'
import {
  type Attempts,
  REFUSED,
  deleteItem,
  getItem,
  invoke,
  publish,
  putItem,
  readSecret,
  removeSchedule,
  scanItems,
  sendEmail,
  setSecret,
} from '../faults/attempts.ts'

const ANY = { monitorId: { S: '#permissions' }, sortKey: { S: 'scratch' } }
const LOCATION = { monitorId: { S: '#locations' }, sortKey: { S: 'scratch' } }
const ROW = { monitorId: { S: 'scratch' } }

/** What the functions of a location may do at home, and what not, of what somebody might try with their roles. */
export function attemptsAt(home: DeployedStack, { monitorId, group }: { monitorId: string; group: string }) {
  const [monitors, results] = [home.output('MonitorsTable'), home.output('ResultsTable')]
  const ownSecret = secretParameterName(home.name, monitorId)
  const write = {
    'write a row': putItem(monitors, ROW),
    'remove a row': deleteItem(monitors, ROW),
    'list the rows': scanItems(monitors),
    "read another stack's secret": readSecret(secretParameterName('Roundtrip', monitorId)),
    'read a grant': readSecret(grantParameterName(home.name, 'inbox')),
    'set a secret': setSecret(ownSecret),
    'publish to the operations topic': publish(home.output('OperationsTopic')),
    'remove a schedule': removeSchedule(group),
  }
  const alert = { 'publish an alert': publish(home.output('AlertTopic')) }
  const readOwn = { 'read a secret': readSecret(ownSecret) }
  const probe = {
    may: {
      'read a row': getItem(monitors, { monitorId: { S: monitorId } }),
      'write results': putItem(results, ANY),
      'remove items': deleteItem(results, ANY),
      ...readOwn,
      ...alert,
      'send as the sender, by SES at home': sendEmail(SENDER, home.name),
    },
    mayNot: {
      ...write,
      'have schedules made': invoke(home.output('ReconcilerFunction')),
      'send as somebody else': sendEmail('ceo@afar.example', home.name),
    },
  }
  const registrar = {
    may: { 'register a location': putItem(results, LOCATION), 'take one off': deleteItem(results, LOCATION) },
    mayNot: {
      ...write,
      ...readOwn,
      ...alert,
      'write results': putItem(results, ANY),
      'send by SES': sendEmail(SENDER, home.name),
    },
  }
  return { probe, registrar } satisfies Record<string, { may: Attempts; mayNot: Attempts }>
}

export async function expectRights(
  credentials: Credentials,
  { may, mayNot }: { may: Attempts; mayNot: Attempts },
): Promise<void> {
  for (const [what, attempt] of Object.entries(may)) {
    await expect(attempt(credentials), `may ${what}`).resolves.toBeDefined()
  }
  for (const [what, attempt] of Object.entries(mayNot)) {
    const refused = { name: expect.stringMatching(REFUSED) as string }
    await expect(attempt(credentials), `may not ${what}`).rejects.toMatchObject(refused)
  }
}
