import { LambdaClient } from '@aws-sdk/client-lambda'
import { SchedulerClient } from '@aws-sdk/client-scheduler'
import { describe, expect, onTestFinished, test } from 'vitest'

import { RECONCILE } from '../../functions/contract.ts'
import { parseEvent as parseRegistration } from '../../functions/location/parse-event.ts'
import { parseEvent as parseRun } from '../../functions/probe/parse-event.ts'
import { parseTrial } from '../../functions/probe/parse-trial.ts'
import { parseEvent as parseReconcile } from '../../functions/reconciler/parse-event.ts'
import { parseEvent as parseRenewal } from '../../functions/tokens/parse-event.ts'
import { lambdaRunStarter } from '../../shared/adapters/aws/lambda-run-starter.ts'
import { schedulerSchedules } from '../../shared/adapters/aws/scheduler-schedules.ts'
import { FAKE_AWS, recordingEndpoint } from '../support/aws/recording-endpoint.ts'
import { type StoredSchedule, schedulerEndpoint } from '../support/aws/scheduler-endpoint.ts'
import { fakeClock } from '../support/fake-clock.ts'
import { registered } from '../support/worlds/registered.ts'

const scheduledAt = '2026-01-05T12:00:00Z'
const NEAR = registered('eu-west-1')

/** What crosses between home and a location, as the first version with locations wrote it. */
const MESSAGES: readonly [string, (message: unknown) => unknown, object][] = [
  ['a run by a rule', at(parseRun), { monitorId: 'inbox', location: 'eu-west-1', scheduledAt }],
  [
    'a run by the watchdog',
    at(parseRun),
    { monitorId: 'inbox', location: 'eu-west-1', scheduledAt, trigger: 'recheck', requestId: 'r1' },
  ],
  ['a trial', at(parseTrial), { trial: '0123456789abcdef0123', location: 'eu-west-1' }],
  ['a wish for a token', parseRenewal, { grant: 'ssm:office' }],
  ['a wish for another token', parseRenewal, { grant: 'ssm:office', refused: 1_767_614_400_000 }],
  ['a word to the reconciler', parseReconcile, RECONCILE],
]

function at(parse: (message: unknown, location: string) => unknown) {
  return (message: unknown) => parse(message, 'eu-west-1')
}

describe.each(MESSAGES)('%s', (_, parse, message) => {
  test('is read as the first version wrote it', () => {
    expect(parse(message)).toBeDefined()
    expect(parse(message)).not.toMatchObject({ kind: 'rows' })
  })

  test('with what a later version adds is read as without', () => {
    const later = { ...message, version: '9.9.9', priority: 3, hints: { warm: true }, tags: ['a'] }
    expect(parse(later)).toEqual(parse(message))
  })
})

test('a location whose stack a later version wrote is registered by what is known of it', () => {
  const ResourceProperties = {
    Name: NEAR.name,
    Kind: NEAR.kind,
    Region: NEAR.region,
    ProbeArn: NEAR.probeArn,
    GroupName: NEAR.groupName,
    RoleArn: NEAR.roleArn,
    DeadLettersArn: NEAR.deadLettersArn,
    UnhandledArn: NEAR.unhandledArn,
    Version: NEAR.version,
    ResultsTable: 'Mail-Results',
    Reconciler: 'arn:reconciler',
  }
  const event = { RequestType: 'Update', ResourceType: 'Custom::RoundtripLocation', ResourceProperties }
  const later = { ...event, ResourceProperties: { ...ResourceProperties, Memory: '512' }, RequestId: 'x' }
  expect(parseRegistration(later)).toEqual(parseRegistration(event))
})

/** Read by probes of an earlier version until their own stack is deployed: a field more or less is a decision. */
describe('what home sends to a location has the fields of the first version', () => {
  test('in a schedule', async () => {
    const stored = new Map<string, StoredSchedule>()
    const clock = fakeClock()
    const endpoint = await schedulerEndpoint(stored, () => clock.now())
    onTestFinished(() => endpoint.close())
    const client = new SchedulerClient({ ...FAKE_AWS, endpoint: endpoint.url })
    const targets = { 'eu-west-1': { ...NEAR, beside: true as const } }
    const schedules = schedulerSchedules({ clientOf: () => client, clock, targets })
    const [monitorId, location] = ['inbox', 'eu-west-1']
    await schedules.put({ monitorId, location, intervalMinutes: 10, enabled: true, takesTurns: true })
    const { Target } = stored.get('Mail-eu-west-1/inbox') as { Target?: { Input?: string; Arn?: string } }
    expect(Target?.Arn).toBe(NEAR.probeArn)
    const scheduled = '<aws.scheduler.scheduled-time>'
    expect(JSON.parse(Target?.Input ?? '')).toEqual({ monitorId, location, scheduledAt: scheduled })
  })

  test('in a run that is handed over, and in a trial', async () => {
    const endpoint = await recordingEndpoint(() => ({ status: 202, body: '' }))
    onTestFinished(() => endpoint.close())
    const client = new LambdaClient({ ...FAKE_AWS, endpoint: endpoint.url })
    const starter = lambdaRunStarter(() => client, { 'eu-west-1': NEAR.probeArn })
    const run = { monitorId: 'inbox', location: 'eu-west-1', trigger: 'recheck', requestId: 'r1' } as const
    await starter.start({ ...run, scheduledAt: Date.parse(scheduledAt) })
    await starter.startTrial({ trialId: '0123456789abcdef0123', location: 'eu-west-1' })
    expect(endpoint.requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { ...run, scheduledAt: '2026-01-05T12:00:00.000Z' },
      { trial: '0123456789abcdef0123', location: 'eu-west-1' },
    ])
  })
})
