import { CreateScheduleCommand, DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { expect } from 'vitest'

import { grantParameterName, secretParameterName } from '../../../shared/core/aws/secret-names.ts'
import type { Credentials } from '../account/function-identity.ts'
import { lab } from '../account/lab.ts'
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
  takeMessages,
} from '../faults/attempts.ts'

const NEW_YEAR = '2026-01-01T00:00:00Z'
const ANY = { monitorId: { S: '#permissions' }, sortKey: { S: 'scratch' } }
const LOCATION = { monitorId: { S: '#locations' }, sortKey: { S: 'scratch' } }
const ROW = { monitorId: { S: 'scratch' } }

interface LocationAt {
  /** Of a monitor that runs there. */
  monitorId: string
  group: string
  region: string
  /** URLs of its two queues. */
  letters: string
  unhandled: string
}

/** What the functions of a location may do, at home above all, and what not, of what somebody might try with their roles. */
export function attemptsAt(
  home: DeployedStack,
  { monitorId, group, region, letters, unhandled }: LocationAt,
) {
  const [monitors, results] = [home.output('MonitorsTable'), home.output('ResultsTable')]
  const ownSecret = secretParameterName(home.name, monitorId)
  const write = {
    'write a row': putItem(monitors, ROW),
    'remove a row': deleteItem(monitors, ROW),
    "read another stack's secret": readSecret(secretParameterName('Roundtrip', monitorId)),
    'read a grant': readSecret(grantParameterName(home.name, 'inbox')),
    'set a secret': setSecret(ownSecret),
    'publish to the operations topic': publish(home.output('OperationsTopic')),
    'remove a schedule': removeSchedule(group),
  }
  const list = { 'list the rows': scanItems(monitors) }
  const takeLetters = { 'take dead letters': takeMessages(letters, region) }
  const start = {
    'have schedules made': invoke(home.output('ReconcilerFunction')),
    'start a run at home': invoke(home.output('ProbeFunction')),
  }
  const read = { 'read a row': getItem(monitors, { monitorId: { S: monitorId } }) }
  const record = { 'write results': putItem(results, ANY), 'remove items': deleteItem(results, ANY) }
  const send = { 'send as the sender, by SES at home': sendEmail(SENDER, home.name) }
  const alert = { 'publish an alert': publish(home.output('AlertTopic')) }
  const readOwn = { 'read a secret': readSecret(ownSecret) }
  const probe = {
    may: {
      ...read,
      ...record,
      ...readOwn,
      ...alert,
      ...send,
    },
    mayNot: {
      ...write,
      ...list,
      ...start,
      ...takeLetters,
      'send as somebody else': sendEmail('ceo@afar.example', home.name),
    },
  }
  const reader = {
    may: { ...read, ...list, ...record, ...alert, ...takeLetters },
    mayNot: {
      ...write,
      ...readOwn,
      ...send,
      ...start,
      'take what was put aside': takeMessages(unhandled, region),
    },
  }
  const registrar = {
    may: { 'register a location': putItem(results, LOCATION), 'take one off': deleteItem(results, LOCATION) },
    mayNot: {
      ...write,
      ...list,
      ...readOwn,
      ...alert,
      ...takeLetters,
      ...send,
      'start a run at home': invoke(home.output('ProbeFunction')),
      'write results': putItem(results, ANY),
    },
  }
  return { probe, reader, registrar } satisfies Record<string, { may: Attempts; mayNot: Attempts }>
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

/**
 * Whether Scheduler may reach each of these targets with this role, by a schedule of that group that is gone again
 * afterwards.
 */
export async function reachedBySchedules(
  { roleArn, group, region }: { roleArn: string; group: string; region: string },
  targets: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, boolean>>> {
  const scheduler = new SchedulerClient({ region })
  const reached: Record<string, boolean> = {}
  for (const [what, Arn] of Object.entries(targets)) {
    const schedule = { Name: 'by-hand', GroupName: group }
    const Input = JSON.stringify({ monitorId: 'nobody', location: region, scheduledAt: NEW_YEAR })
    await scheduler.send(
      new CreateScheduleCommand({
        ...schedule,
        ScheduleExpression: 'rate(1 hours)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn, RoleArn: roleArn, Input },
      }),
    )
    const fired = await lab.fire({ schedule: 'by-hand', group, region })
    reached[what] = fired.targets[0]?.delivered === true
    await scheduler.send(new DeleteScheduleCommand(schedule))
  }
  return reached
}
