import { stat } from 'node:fs/promises'
import path from 'node:path'

import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'

import type { EnvironmentOf, ScheduledInput } from '../../functions/contract.ts'
import { type DemoMailServer, demoMailServer } from '../../local/demo-mail/demo-mail-server.ts'
import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import { totalOf } from '../../shared/core/history/day.ts'
import { SECRET_MARK } from '../../shared/core/redaction/redact.ts'
import { DEFAULT_RETENTION } from '../../shared/core/history/retention.ts'
import { runKeyOf } from '../../shared/core/identity/run-id.ts'
import { MINUTE } from '../../shared/core/time/units.ts'
import { type Bundle, bundleIn, cdkSynth } from '../support/aws/cdk-synth.ts'
import { type LambdaRuntime, lambdaRuntime } from '../support/lambda-runtime/server.ts'
import {
  type RecordingEndpoint,
  secretsManagerEndpoint,
  snsEndpoint,
  ssmEndpoint,
} from '../support/aws/recording-endpoint.ts'
import { letter, ofRule } from './dead-letters/letters.ts'

/** Bytes of the probe's one file; more is slower to start. */
const MOST_BYTES = 900_000
const MAILBOX_PASSWORD = 'correct horse battery'
const SMTP_PASSWORD = 'staple-and-tree'
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts'

const closing: (() => Promise<void>)[] = []
let taskRoot: string
let sync: Bundle
let nightly: Bundle
let deadLetters: Bundle
let mail: DemoMailServer
let database: EmbeddedDynamoDb
let sns: RecordingEndpoint
let ssm: RecordingEndpoint
let secretsManager: RecordingEndpoint
let runs: RunStore
let monitors: MonitorStore
let runtime: LambdaRuntime
const now = Math.floor(Date.now() / MINUTE) * MINUTE

beforeAll(async () => {
  const synth = await cdkSynth()
  closing.push(synth.remove)
  expect(synth.code, synth.stderr).toBe(0)
  const probe = await bundleIn(synth.folder, 'ProbeFunction')
  sync = await bundleIn(synth.folder, 'StackMonitorsSyncFunction')
  deadLetters = await bundleIn(synth.folder, 'DeadLetterRunsRecordFunction')
  nightly = await bundleIn(synth.folder, 'NightlyRollupFunction')
  expect(probe.handler).toBe('index.handler')
  taskRoot = probe.taskRoot

  database = await embeddedDynamoDb()
  sns = await snsEndpoint()
  ssm = await ssmEndpoint(new Map([['/roundtrip/Roundtrip/mailbox', MAILBOX_PASSWORD]]))
  secretsManager = await secretsManagerEndpoint(new Map([['roundtrip/Roundtrip/smtp', SMTP_PASSWORD]]))
  mail = await demoMailServer({
    accounts: [{ address: 'inbox@roundtrip.test', userid: 'inbox', password: MAILBOX_PASSWORD }],
    smtpLogins: [{ userid: 'sender', password: SMTP_PASSWORD }],
  })
  closing.push(database.close, sns.close, ssm.close, secretsManager.close, mail.close)
  await storeMonitor()

  const environment: EnvironmentOf<'probe'> = {
    ROUNDTRIP_MONITORS_TABLE: database.tableNames.monitors,
    ROUNDTRIP_RESULTS_TABLE: database.tableNames.results,
    ROUNDTRIP_TOPIC_ARNS: JSON.stringify({ alerts: TOPIC }),
    ROUNDTRIP_STACK_NAME: 'Roundtrip',
    ROUNDTRIP_LOCATION: 'eu-west-1',
    ROUNDTRIP_SENDER_ADDRESS: 'probe@roundtrip.test',
    ROUNDTRIP_RETENTION: JSON.stringify(DEFAULT_RETENTION),
    ROUNDTRIP_ALERT_CAP: '10',
    ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
    ROUNDTRIP_WORDING: '{}',
  }
  expect(probe.variables).toEqual(Object.keys(environment).sort())
  runtime = await lambdaRuntime(taskRoot, {
    ...environment,
    ...awsEnvironment(),
  })
  closing.push(runtime.close)
})

afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

function awsEnvironment(): Record<string, string> {
  return {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_SNS: sns.url,
    AWS_ENDPOINT_URL_SSM: ssm.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
  }
}

async function storeMonitor(): Promise<void> {
  const client = new DynamoDBClient(database.client)
  const { tableNames } = database
  monitors = dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds })
  runs = dynamoRunStore({ client, tableName: tableNames.results, clock: systemClock, ids: randomIds })
  const definition = {
    monitorId: 'inbox',
    emailAddress: 'inbox@roundtrip.test',
    mailbox: {
      server: `pop3://127.0.0.1:${String(mail.pop3Port)}`,
      userid: 'inbox',
      password: 'ssm:mailbox',
      tls: 'none',
    },
    smtp: {
      server: `smtp://127.0.0.1:${String(mail.smtpPort)}`,
      userid: 'sender',
      password: 'secretsmanager:smtp',
      tls: 'none',
    },
    timeoutSeconds: 10,
    intervalMinutes: 10,
    tags: ['web'],
  }
  await monitors.put({ monitorId: 'inbox', managedBy: 'stack', revision: 1, definition }, undefined)
}

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

test('the bundle is one file, small enough to start fast', async () => {
  const { size } = await stat(path.join(taskRoot, 'index.mjs'))
  expect(size).toBeLessThan(MOST_BYTES)
})

test('a good run stores its result and its log, and publishes nothing', async () => {
  const answer = await invoke(scheduledAt(now - MINUTE))
  expect(answer).toMatchObject({ kind: 'recorded', status: 0, fresh: 'yes' })

  const run = { monitorId: 'inbox', runId: String(answer.runId) }
  const result = await runs.findResult(run)
  expect(result).toMatchObject({
    status: 0,
    outcome: 'delivered',
    location: 'eu-west-1',
    trigger: 'schedule',
  })
  expect(result?.roundTripMs).toBeGreaterThan(0)
  expect(mail.mailboxes.messages('inbox@roundtrip.test')).toHaveLength(0)
  const log = JSON.stringify(await runs.findLog(run))
  expect(log).toContain(SECRET_MARK)
  expectNoSecret(log)
  expect(sns.requests).toHaveLength(0)
})

test('a failing run stores why, and SNS gets one alert', async () => {
  mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Go away' }, { times: Infinity })
  const answer = await invoke(scheduledAt(now))
  expect(answer).toMatchObject({ kind: 'recorded', status: 3, reason: 'recipient-rejected', fresh: 'yes' })

  const run = { monitorId: 'inbox', runId: String(answer.runId) }
  expect(await runs.findResult(run)).toMatchObject({ status: 3, phase: 'smtp.submit' })
  expect(JSON.stringify(await runs.findLog(run))).toContain('5.7.1 Go away')
  expect(sns.requests).toHaveLength(1)
  const form = new URLSearchParams(sns.requests[0]?.body)
  expect(form.get('TopicArn')).toBe(TOPIC)
  expect(form.get('Subject')).toContain('inbox')
  expect(form.get('Message')).toContain('recipient-rejected')
  expectNoSecret(form.toString())
})

test('the same event again is the same run: no mail, no second alert', async () => {
  const requests = sns.requests.length
  expect(await invoke(scheduledAt(now))).toMatchObject({ kind: 'recorded', status: 3, fresh: 'no' })
  expect(sns.requests).toHaveLength(requests)
})

test('the passwords of both stores were read once for the runs of these minutes', () => {
  expect(ssm.requests).toHaveLength(1)
  expect(secretsManager.requests).toHaveLength(1)
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
  expect(nightly.variables).toEqual(['ROUNDTRIP_MONITORS_TABLE', 'ROUNDTRIP_RESULTS_TABLE'])
  const nightlyRuntime = await lambdaRuntime(nightly.taskRoot, {
    ROUNDTRIP_MONITORS_TABLE: database.tableNames.monitors,
    ROUNDTRIP_RESULTS_TABLE: database.tableNames.results,
    ...awsEnvironment(),
  })
  closing.push(nightlyRuntime.close)
  const day = new Date(now).toISOString().slice(0, 10)
  const invocation = await nightlyRuntime.invoke({ day })
  expect(invocation).toMatchObject({ ok: true, answer: { day, failed: 0, left: 0 } })
  const [made] = await runs.findDays('inbox', day, day)
  expect(made && totalOf(made).runs).toMatchObject({ 3: 1 })
})

test('the function that reads dead letters starts, and ends a run without a secret or a mail server', async () => {
  const environment: EnvironmentOf<'dead-letters'> = {
    ROUNDTRIP_MONITORS_TABLE: database.tableNames.monitors,
    ROUNDTRIP_RESULTS_TABLE: database.tableNames.results,
    ROUNDTRIP_TOPIC_ARNS: JSON.stringify({ alerts: TOPIC }),
    ROUNDTRIP_STACK_NAME: 'Roundtrip',
    ROUNDTRIP_LOCATION: 'eu-west-1',
    ROUNDTRIP_RETENTION: JSON.stringify(DEFAULT_RETENTION),
    ROUNDTRIP_ALERT_CAP: '10',
    ROUNDTRIP_RUNBOOK_URL: 'docs/operations.md',
    ROUNDTRIP_WORDING: '{}',
  }
  expect(deadLetters.variables).toEqual(Object.keys(environment).sort())
  const reader = await lambdaRuntime(deadLetters.taskRoot, { ...environment, ...awsEnvironment() })
  closing.push(reader.close)
  const { size } = await stat(path.join(deadLetters.taskRoot, 'index.mjs'))
  expect(size).toBeLessThan(MOST_BYTES)

  const asked = [ssm.requests.length, sns.requests.length]
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
  expect(await runs.findResult(runKeyOf(run))).toMatchObject({ status: 90, reason: 'run-not-started' })
  expect([ssm.requests.length, sns.requests.length]).toEqual(asked)
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

test('the function that writes the stack monitors starts and writes', async () => {
  const environment: EnvironmentOf<'stack-monitors'> = {
    ROUNDTRIP_MONITORS_TABLE: database.tableNames.monitors,
    ROUNDTRIP_RESULTS_TABLE: database.tableNames.results,
  }
  expect(sync.variables).toEqual(Object.keys(environment).sort())
  const syncRuntime = await lambdaRuntime(sync.taskRoot, { ...environment, ...awsEnvironment() })
  closing.push(syncRuntime.close)
  const Definitions = JSON.stringify([{ monitorId: 'deployed', emailAddress: 'a@example.com' }])
  const invocation = await syncRuntime.invoke({ RequestType: 'Create', ResourceProperties: { Definitions } })
  expect(invocation).toEqual({ ok: true, answer: { PhysicalResourceId: 'stack-monitors' } })
  const rows = (await monitors.list()).map(({ monitorId, managedBy }) => `${monitorId} ${managedBy}`)
  expect(rows).toEqual(['deployed stack'])
})

function expectNoSecret(text: string): void {
  for (const secret of [MAILBOX_PASSWORD, SMTP_PASSWORD]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain(Buffer.from(secret).toString('base64'))
  }
  expect(text).not.toContain(Buffer.from(`\0sender\0${SMTP_PASSWORD}`).toString('base64'))
}
