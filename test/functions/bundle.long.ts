import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'

import type { EnvironmentOf, ScheduledInput } from '../../functions/contract.ts'
import { totalOf } from '../../shared/core/history/day.ts'
import { runKeyOf } from '../../shared/core/identity/run-key.ts'
import { SECRET_MARK } from '../../shared/core/redaction/redact.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { bundleFiles } from '../support/aws/bundle-files.ts'
import type { Bundle } from '../support/aws/cdk-synth.ts'
import type { LambdaRuntime } from '../support/lambda-runtime/server.ts'
import { fastImap } from '../support/servers/imap/fast-imap.ts'
import { MAILBOX_PASSWORD, SMTP_PASSWORD, TOPIC, bundleWorld } from './bundle-world.ts'
import { letter, ofRule } from './dead-letters/letters.ts'

/** Bytes that a start reads; more is slower. A run that passes reads no more, but for IMAP. */
const MOST_AT_START = 680_000
/** Bytes that the first login with a grant adds. */
const MOST_FOR_TOKENS = 8_000
/** Bytes that the first message by the built-in sender adds. */
const MOST_FOR_SENDER = 75_000
/** Bytes that the first IMAP mailbox of a process adds. */
const MOST_FOR_IMAP = 40_000

let world: Awaited<ReturnType<typeof bundleWorld>>
let probe: Bundle
let runtime: LambdaRuntime
const now = Math.floor(Date.now() / MINUTE) * MINUTE

beforeAll(async () => {
  world = await bundleWorld()
  probe = await world.bundle('ProbeFunction')
  expect(probe.handler).toBe('index.handler')
  const environment: EnvironmentOf<'probe'> = {
    ...world.environments.recording,
    ROUNDTRIP_SENDER_ADDRESS: 'probe@roundtrip.test',
    ROUNDTRIP_BUILT_IN_SENDER: 'Roundtrip',
    ROUNDTRIP_TOKENS_FUNCTION: 'arn:aws:lambda:eu-west-1:111122223333:function:tokens',
  }
  expect(probe.variables).toEqual(Object.keys(environment).sort())
  runtime = await world.start(probe, environment)
})

afterAll(() => world.close())

function scheduledAt(at: number): ScheduledInput {
  return { monitorId: 'inbox', location: 'eu-west-1', scheduledAt: new Date(at).toISOString() }
}

async function invoke(event: ScheduledInput): Promise<Record<string, unknown>> {
  const invocation = await runtime.invoke(event)
  if (!invocation.ok) throw new Error(`${JSON.stringify(invocation.error)}\n${runtime.output()}`)
  return invocation.answer as Record<string, unknown>
}

function logLines(): Record<string, unknown>[] {
  return runtime
    .output()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a start reads little, and nothing of what speaks IMAP, which lies in a file of its own', async () => {
  const files = await bundleFiles(probe.taskRoot)
  expect(files.startOctets).toBeLessThan(MOST_AT_START)
  expect(files.lazy('imap-mailbox').octets).toBeLessThan(MOST_FOR_IMAP)
})

test('a start reads nothing of what reads access tokens, and that nothing of what asks for them', async () => {
  const files = await bundleFiles(probe.taskRoot)
  const [reading, asking] = ['own-tokens', 'own-renewer'].map((name) => files.lazy(name).octets)
  expect(reading).toBeGreaterThan(0)
  expect(reading).toBeLessThan(MOST_FOR_TOKENS)
  // Lambda's client is in it.
  expect(asking).toBeGreaterThan(MOST_FOR_TOKENS)
})

test('a start reads nothing of what sends by Amazon SES', async () => {
  const { octets } = (await bundleFiles(probe.taskRoot)).lazy('own-sender')
  expect(octets).toBeGreaterThan(MOST_FOR_TOKENS)
  expect(octets).toBeLessThan(MOST_FOR_SENDER)
})

test('a good run stores its result and its log, and publishes nothing', async () => {
  const answer = await invoke(scheduledAt(now - MINUTE))
  expect(answer).toMatchObject({ kind: 'recorded', status: 0, fresh: 'yes' })

  const run = { monitorId: 'inbox', runId: String(answer.runId).replace('inbox/', '') }
  const result = await world.runs.findResult(run)
  expect(result).toMatchObject({
    status: 0,
    outcome: 'delivered',
    location: 'eu-west-1',
    trigger: 'schedule',
  })
  expect(result?.roundTripMs).toBeGreaterThan(0)
  expect(world.mail.mailboxes.messages('inbox@roundtrip.test')).toHaveLength(0)
  const log = JSON.stringify(await world.runs.findLog(run))
  expect(log).toContain(SECRET_MARK)
  expectNoSecret(log)
  expect(world.sns.requests).toHaveLength(0)
})

test('a failing run stores why, and SNS gets one alert', async () => {
  world.mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Go away' }, { times: Infinity })
  const answer = await invoke(scheduledAt(now))
  expect(answer).toMatchObject({ kind: 'recorded', status: 3, reason: 'recipient-rejected', fresh: 'yes' })

  const run = { monitorId: 'inbox', runId: String(answer.runId).replace('inbox/', '') }
  expect(await world.runs.findResult(run)).toMatchObject({ status: 3, phase: 'smtp.submit' })
  expect(JSON.stringify(await world.runs.findLog(run))).toContain('5.7.1 Go away')
  expect(world.sns.requests).toHaveLength(1)
  const form = new URLSearchParams(world.sns.requests[0]?.body)
  expect(form.get('TopicArn')).toBe(TOPIC)
  expect(form.get('Subject')).toContain('inbox')
  expect(form.get('Message')).toContain('recipient-rejected')
  expect(form.get('Message')).toContain(`https://mail-monitor.example.com/m/inbox/r/${run.runId}`)
  expectNoSecret(form.toString())
})

test('the same event again is the same run: no mail, no second alert', async () => {
  const requests = world.sns.requests.length
  expect(await invoke(scheduledAt(now))).toMatchObject({ kind: 'recorded', status: 3, fresh: 'no' })
  expect(world.sns.requests).toHaveLength(requests)
})

test('the passwords of both stores were read once for the runs of these minutes', () => {
  expect(world.ssm.requests).toHaveLength(1)
  expect(world.secretsManager.requests).toHaveLength(1)
})

test('an event that is none is refused with every mistake', async () => {
  const invocation = await runtime.invoke({ location: 'us-east-1' })
  expect(invocation).toMatchObject({ ok: false, error: { errorType: 'EventError' } })
  expect(JSON.stringify(invocation)).toMatch(/monitorId.*scheduledAt/)
})

test("the function's own log is JSON lines that name the runs and no secret", () => {
  const lines = logLines().filter((line) => !('_aws' in line))
  expect(lines).toMatchObject([
    { level: 'INFO', message: 'run handled', monitorId: 'inbox', status: 0 },
    { level: 'INFO', message: 'run handled', status: 3, reason: 'recipient-rejected', fresh: 'yes' },
    { level: 'INFO', message: 'run handled', status: 3, fresh: 'no' },
    { level: 'ERROR', message: 'event not handled' },
  ])
  for (const { durationMs } of lines.slice(0, 3)) expect(durationMs).toBeGreaterThanOrEqual(0)
  expectNoSecret(runtime.output())
})

test('the nightly function starts and makes the day of the runs that the probe made', async () => {
  const nightly = await world.bundle('NightlyRollupFunction')
  const environment = { ...world.environments.tables, ROUNDTRIP_STACK_NAME: 'Roundtrip' }
  expect(nightly.variables).toEqual(Object.keys(environment).sort())
  const nightlyRuntime = await world.start(nightly, environment)
  const day = new Date(now).toISOString().slice(0, 10)
  const invocation = await nightlyRuntime.invoke({ day })
  expect(invocation).toMatchObject({ ok: true, answer: { day, failed: 0, left: 0 } })
  const [made] = await world.runs.findDays('inbox', day, day)
  expect(made && totalOf(made).runs).toMatchObject({ 3: 1 })
})

test('the function that reads dead letters starts, and ends a run without a secret or a mail server', async () => {
  const deadLetters = await world.bundle('DeadLetterRunsRecordFunction')
  expect(deadLetters.variables).toEqual(Object.keys(world.environments.recording).sort())
  const reader = await world.start(deadLetters, world.environments.recording)
  expect((await bundleFiles(deadLetters.taskRoot)).startOctets).toBeLessThan(MOST_AT_START)

  const asked = [world.ssm.requests.length, world.sns.requests.length]
  const given = { monitorId: 'inbox', at: now - 2 * MINUTE }
  const Records = [
    ofRule({ ...given, messageId: 'good' }),
    letter({ ...given, messageId: 'bad' }, 'hello', {}),
  ]
  const invocation = await reader.invoke({ Records })
  expect(invocation, reader.output()).toEqual({
    ok: true,
    answer: { batchItemFailures: [{ itemIdentifier: 'bad' }] },
  })
  const run = {
    monitorId: 'inbox',
    location: 'eu-west-1',
    scheduledAt: given.at,
    trigger: 'schedule',
  } as const
  expect(await world.runs.findResult(runKeyOf(run))).toMatchObject({ status: 90, reason: 'run-not-started' })
  expect([world.ssm.requests.length, world.sns.requests.length]).toEqual(asked)
})

test('each fresh run is counted in metrics of the whole stack, and none of one monitor', () => {
  const metrics = logLines().filter((line) => '_aws' in line)
  expect(metrics.map(({ _aws, ...values }) => values)).toEqual([
    { Stack: 'Roundtrip', FailedRuns: 0, InconclusiveRuns: 0 },
    { Stack: 'Roundtrip', FailedRuns: 1, InconclusiveRuns: 0 },
  ])
  for (const { _aws } of metrics)
    expect(_aws).toMatchObject({ CloudWatchMetrics: [{ Dimensions: [['Stack']] }] })
})

test('a mailbox behind IMAP is spoken to by the file that lies beside', async () => {
  const server = await fastImap({ login: { userid: 'inbox', password: MAILBOX_PASSWORD } })
  onTestFinished(() => server.close())
  const inbox = await world.monitors.find('inbox')
  const definition = {
    ...inbox?.definition,
    monitorId: 'imap-inbox',
    mailbox: { ...(inbox?.definition.mailbox as object), server: server.mailboxServer },
    smtp: { server: server.smtpServer, tls: 'none' },
  }
  await world.monitors.put(
    { monitorId: 'imap-inbox', managedBy: 'stack', revision: 1, definition },
    undefined,
  )
  const answer = await invoke({ ...scheduledAt(now - MINUTE), monitorId: 'imap-inbox' })
  expect(answer).toMatchObject({ kind: 'recorded', status: 0, fresh: 'yes' })
  expect(server.imap.lines.some((line) => / SELECT "?INBOX/.test(line))).toBe(true)
  expect(server.imap.folders.find('INBOX')?.messages).toEqual([])
})

test('a monitor without smtp is sent for by Amazon SES, by the file that lies beside', async () => {
  const { smtp: _none, ...rest } = (await world.monitors.find('inbox'))?.definition ?? {}
  const definition = { ...rest, monitorId: 'by-ses' }
  await world.monitors.put({ monitorId: 'by-ses', managedBy: 'stack', revision: 1, definition }, undefined)
  const answer = await invoke({ ...scheduledAt(now - MINUTE), monitorId: 'by-ses' })
  expect(answer).toMatchObject({ kind: 'recorded', status: 0, fresh: 'yes' })
  const tags = { 'roundtrip-monitor': 'by-ses', 'roundtrip-run': String(answer.runId).replace('by-ses/', '') }
  expect(world.ses.taken).toMatchObject([
    { from: 'probe@roundtrip.test', to: ['inbox@roundtrip.test'], configurationSet: 'Roundtrip', tags },
  ])
})

test('the function that writes the stack monitors starts and writes', async () => {
  const sync = await world.bundle('StackMonitorsSyncFunction')
  expect(sync.variables).toEqual(Object.keys(world.environments.tables).sort())
  const syncRuntime = await world.start(sync, world.environments.tables)
  const Definitions = JSON.stringify([{ monitorId: 'deployed', emailAddress: 'a@example.com' }])
  const invocation = await syncRuntime.invoke({ RequestType: 'Create', ResourceProperties: { Definitions } })
  expect(invocation).toEqual({ ok: true, answer: { PhysicalResourceId: 'stack-monitors' } })
  const rows = (await world.monitors.list()).map(({ monitorId, managedBy }) => `${monitorId} ${managedBy}`)
  expect(rows).toEqual(['deployed stack'])
})

function expectNoSecret(text: string): void {
  for (const secret of [MAILBOX_PASSWORD, SMTP_PASSWORD]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain(Buffer.from(secret).toString('base64'))
  }
  expect(text).not.toContain(Buffer.from(`\0sender\0${SMTP_PASSWORD}`).toString('base64'))
}
