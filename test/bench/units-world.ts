import { ScanCommand } from '@aws-sdk/client-dynamodb'
import type { Context } from 'aws-lambda'

import { RECONCILE } from '../../functions/contract.ts'
import { jsonLog } from '../../functions/runtime/json-log.ts'
import { emfMetrics } from '../../functions/runtime/metrics.ts'
import { nightlyHandler } from '../../functions/nightly/handler.ts'
import { probeHandler } from '../../functions/probe/handler.ts'
import { reconcilerHandler } from '../../functions/reconciler/handler.ts'
import { watchdogHandler } from '../../functions/watchdog/handler.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { cachedSecrets } from '../../shared/adapters/secrets/cached-secrets.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { mailServers } from '../../shared/adapters/mail/mail-servers.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import { updateState } from '../../shared/app/store/update-state.ts'
import { dayOf } from '../../shared/core/history/day.ts'
import { type IsoDay, daysBefore, isoDayOf, monthOf, monthStart } from '../../shared/core/time/iso-day.ts'
import { packArrivals } from '../../shared/core/run/looking/arrivals.ts'
import { runIdOf } from '../../shared/core/identity/run-key.ts'
import type { RunKey } from '../../shared/core/run/run.ts'
import type { MailEvent } from '../../shared/core/run/sender/mail-events.ts'
import { DAY, type EpochMs, MINUTE, SECOND, isoInstant } from '../../shared/core/time/units.ts'
import { type Capacity, type Written, meteredClient } from '../support/aws/capacity-meter.ts'
import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { fastMail } from '../support/servers/fast-mail.ts'
import { sizeOf } from '../support/aws/item-size.ts'
import { memorySchedules } from '../support/memory/memory-schedules.ts'
import { memorySecrets } from '../support/memory/memory-secrets.ts'
import { hastyClock } from './hasty-clock.ts'
import { runningAt } from '../support/worlds/reconcile-world.ts'

const LOCATION = 'us-east-1'
const MONITOR_ID = 'contact-form'
const CONTEXT = { getRemainingTimeInMillis: () => 360_000 } as Context

/** What AWS bills for one invocation besides its time. */
export interface Billed extends Capacity {
  /** Octets that the function itself logs, its metrics included. */
  logOctets: number
  /** Secrets read from the store: each is one decryption. */
  secrets: number
  /** Alerts. */
  publishes: number
}

export interface UnitsWorld {
  /**
   * One run with a timeout of 300 s, less at a short interval, its interval after the one before; its message takes
   * a second, or never comes.
   */
  run(message?: 'delivered' | 'lost'): Promise<Billed>
  /** The writes of the last that was asked for, in their order. */
  written(): Written[]
  /** One pass of the watchdog, a minute after the one before: every fifth looks at the subscriptions, too. */
  pass(): Promise<Billed>
  /** The nightly repair of all schedules, which are those of this one monitor. */
  reconcile(): Promise<Billed>
  /** The nightly summary of the fifteenth day of a month, of so many results each, at even distances. */
  summary(results: number): Promise<Billed>
  /** Amazon SES tells of a message that it has delivered. */
  event(): Promise<Billed>
  /** Octets of every item that stands in the Results table, by its sort key. */
  sizes(): Promise<Map<string, number>>
  close(): Promise<void>
}

/**
 * One monitor of the table as the functions see it, over the embedded DynamoDB and real sockets with TLS. It
 * has a history: 20 round-trip times and 20 alerts, so that its state is as large as it gets. Its clock goes
 * so many `times` as fast as the machine's.
 */
export async function unitsWorld(times: number, intervalMinutes = 10): Promise<UnitsWorld> {
  const clock = hastyClock(times)
  const authority = createAuthority()
  const tls = issueCertificate({ ipAddresses: ['127.0.0.1'], ca: authority })
  let lost = false
  const servers = await fastMail({ tls, delayOf: () => (lost ? Infinity : SECOND / times) })
  const database = await embeddedDynamoDb()
  const { monitors: monitorsTable, results: resultsTable } = database.tableNames
  const metered = meteredClient(database)
  const counted = { logOctets: 0, secrets: 0, publishes: 0 }

  const { client } = metered
  const ids = randomIds
  const monitors = dynamoMonitorStore({ client, tableName: monitorsTable, ids })
  const runs = dynamoRunStore({ client, tableName: resultsTable, clock, ids })
  const secrets = memorySecrets(() => {
    counted.secrets += 1
    return 'correct horse'
  })
  const output = { write: (text: string) => void (counted.logOctets += Buffer.byteLength(text)) }
  const ports = {
    clock,
    ids,
    monitors,
    runs,
    secrets: cachedSecrets(secrets, { clock }),
    mail: mailServers({ clock, ca: [authority.cert] }),
    publisher: {
      publish: () => Promise.resolve({ messageId: String((counted.publishes += 1)).padStart(36, '0') }),
    },
    starter: { start: () => Promise.resolve() },
    schedules: memorySchedules(),
    definitionSource: 'table',
  } as const
  const log = jsonLog(output)
  const metrics = emfMetrics({ clock, stackName: 'Roundtrip', output })
  const probe = probeHandler({ ports, location: LOCATION, log, metrics })
  const subscriptions = { unconfirmed: () => Promise.resolve(0) }
  const watchdog = watchdogHandler({
    ports,
    subscriptions,
    locations: ports.runs,
    queues: { letters: () => Promise.resolve({ deadLetters: 0, unhandled: 0 }) },
    metrics,
    log,
  })
  const schedules = reconcilerHandler({
    ports: { ...ports, ...runningAt(LOCATION) },
    schedulesAt: () => ports.schedules,
    log,
  })
  const nightly = nightlyHandler({ ports, log, metrics })

  async function billed(invoke: () => Promise<unknown>): Promise<Billed> {
    metered.taken()
    metered.written()
    Object.assign(counted, { logOctets: 0, secrets: 0, publishes: 0 })
    await invoke()
    return { ...metered.taken(), ...counted }
  }

  function run(message: 'delivered' | 'lost' = 'delivered'): Promise<Billed> {
    lost = message === 'lost'
    clock.skip(intervalMinutes * MINUTE)
    const event = { monitorId: MONITOR_ID, location: LOCATION, scheduledAt: isoInstant(clock.now()) }
    return billed(async () => {
      const { reason = 'delivered' } = await probe(event, CONTEXT)
      const expected = lost ? 'message-not-delivered' : 'delivered'
      if (reason !== expected) throw new Error(`expected a run that ends in ${expected}, got ${reason}`)
    })
  }

  async function summary(results: number): Promise<Billed> {
    const lastMonth = monthOf(daysBefore(monthStart(monthOf(isoDayOf(clock.now()))), 1))
    const day = daysBefore(monthStart(lastMonth), -14)
    await giveDay(runs, Date.parse(day), results)
    await giveDaysBefore(runs, day)
    await nightly({ day: daysBefore(day, 1) }, CONTEXT)
    return billed(() => nightly({ day }, CONTEXT))
  }

  const definition = definitionAt(servers, intervalMinutes)
  await monitors.put({ monitorId: MONITOR_ID, managedBy: 'table', revision: 1, definition }, undefined)
  await schedules(RECONCILE, CONTEXT)
  await run()
  await giveHistory(runs)
  return {
    run,
    written: () => metered.written(),
    pass() {
      clock.skip(1 * MINUTE)
      return billed(() => watchdog({}, CONTEXT))
    },
    reconcile: () => billed(() => schedules(RECONCILE, CONTEXT)),
    summary,
    event: () => billed(() => runs.noteMailEvent(lastRun(clock.now()), DELIVERED)),
    async sizes() {
      const { Items = [] } = await client.send(new ScanCommand({ TableName: resultsTable }))
      return new Map(Items.map((item) => [item.sortKey?.S ?? '', sizeOf(item)]))
    },
    async close() {
      metered.destroy()
      await Promise.all([servers.close(), database.close()])
    },
  }
}

function lastRun(scheduledAt: EpochMs): RunKey {
  const request = { monitorId: MONITOR_ID, location: LOCATION, scheduledAt, trigger: 'schedule' } as const
  return { monitorId: MONITOR_ID, runId: runIdOf(request) }
}

const DELIVERED: MailEvent = {
  kind: 'delivered',
  at: Date.parse('2026-01-05T12:00:01.234Z'),
  tookMs: 1234,
  server: 'mx1.mail.example.com',
  text: '250 2.0.0 Ok: queued as 4WXyZk0Q1Rz9rxS',
}

type Addresses = Pick<Awaited<ReturnType<typeof fastMail>>, 'smtpServer' | 'mailboxServer'>

/** The monitor of the README: one login for both servers. */
function definitionAt({ smtpServer, mailboxServer }: Addresses, intervalMinutes: number) {
  const login = { userid: 'roundtrip@example.com', password: 'ssm:contact-form' }
  return {
    monitorId: MONITOR_ID,
    name: 'Contact form mailbox',
    emailAddress: 'roundtrip@example.com',
    mailbox: { server: mailboxServer, ...login },
    smtp: { server: smtpServer, ...login },
    intervalMinutes,
    timeoutSeconds: Math.min(300, 60 * (intervalMinutes - 1)),
  }
}

function giveHistory(runs: RunStore): Promise<boolean> {
  return updateState(MONITOR_ID, runs, (state) => ({
    ...state,
    recentRoundTripMs: Array.from({ length: 20 }, () => 1234.5),
    recentArrivals: packArrivals(Array.from({ length: 20 }, () => ({ transitMs: 1230, resolutionMs: 300 }))),
    toldIds: Array.from({ length: 20 }, (_, index) => String(index).padStart(20, '0')),
  }))
}

/** Results like the one that was judged last. */
async function giveDay(runs: RunStore, from: EpochMs, results: number): Promise<void> {
  const { judged } = (await runs.findState(MONITOR_ID)) ?? {}
  const last = await runs.findResult({ monitorId: MONITOR_ID, runId: judged?.[LOCATION] ?? '' })
  if (!last) throw new Error('there is no result yet')
  for (let index = 0; index < results; index += 1) {
    const scheduledAt = from + Math.floor((index * DAY) / results)
    const request = { monitorId: MONITOR_ID, location: LOCATION, scheduledAt, trigger: 'schedule' } as const
    await runs.putResult({ ...last, scheduledAt, runId: runIdOf(request) })
  }
}

/** The two weeks before this day, each like it. */
async function giveDaysBefore(runs: RunStore, last: IsoDay): Promise<void> {
  const results = await runs.resultsOfDay(MONITOR_ID, last)
  for (let before = 14; before > 0; before -= 1) {
    const day = daysBefore(last, before)
    const [standing] = await runs.findDays(MONITOR_ID, day, day)
    await runs.putDay(dayOf(MONITOR_ID, day, results, (standing?.version ?? 0) + 1))
  }
}
