import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { inParallel } from '../../shared/app/concurrency/in-parallel.ts'
import { rebuildSummary } from '../../shared/app/history/rebuild-summary.ts'
import type { ViewPorts } from '../../shared/app/history/views/view-ports.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import { runIdOf } from '../../shared/core/identity/run-key.ts'
import { dayOf } from '../../shared/core/history/day.ts'
import { UNKNOWN_DEFINITION } from '../../shared/core/judging/criteria.ts'
import { emptyState, evaluate } from '../../shared/core/judging/evaluate.ts'
import type { MonitorState } from '../../shared/core/judging/state.ts'
import type { RunResult } from '../../shared/core/run/run.ts'
import { daysBefore, isoDayOf } from '../../shared/core/time/iso-day.ts'
import { DAY, type EpochMs, MINUTE, SECOND } from '../../shared/core/time/units.ts'
import { type MeteredClient, meteredClient } from '../support/aws/capacity-meter.ts'
import { type FakeClock, fakeClock } from '../support/fake-clock.ts'

const LOCATIONS = ['berlin', 'eu-west-1']
export const INTERVAL = 5 * MINUTE
/** As much at once as the embedded database takes without waiting for one another. */
const AT_ONCE = 16

/** The monitor that has a past; all others have its state alone. */
export const OLD_MONITOR = 'shop'

export interface PastWorld {
  ports: ViewPorts & { clock: FakeClock; monitors: MonitorStore; runs: RunStore }
  /** Every monitor, the one with a past first. */
  ids: readonly string[]
  /** Writes what no meter counts. */
  quick: RunStore
  metered: MeteredClient
  close(): Promise<void>
}

/**
 * So many days of one monitor at 5 minutes in two locations, in which one message in some 50,000 is lost, and so
 * many monitors beside it, over the embedded DynamoDB. Before the last `daysOfRuns` only what failed is stored run
 * by run: making the rest takes minutes.
 */
export async function pastWorld(days: number, monitors: number, daysOfRuns = days): Promise<PastWorld> {
  const now = Date.parse('2026-01-05T12:00:00Z')
  const clock = fakeClock(now)
  const database = await embeddedDynamoDb()
  const metered = meteredClient(database)
  const { client } = metered
  // What is written costs the meter two more readings a write, so another client writes.
  const unmetered = new DynamoDBClient(database.client)
  const { monitors: monitorsTable, results: tableName } = database.tableNames
  const quick = dynamoRunStore({ client: unmetered, tableName, clock, ids: randomIds })
  const rows = dynamoMonitorStore({ client, tableName: monitorsTable, ids: randomIds })
  const runs = dynamoRunStore({ client, tableName, clock, ids: randomIds })

  const state = judged(runsOf(OLD_MONITOR, now - 2 * DAY, now))
  const ids = [OLD_MONITOR, ...Array.from({ length: monitors - 1 }, (_, index) => `monitor-${index}`)]
  await inParallel(ids, AT_ONCE, async (monitorId) => {
    await rows.put(
      { monitorId, managedBy: 'table', revision: 1, definition: definitionOf(monitorId) },
      undefined,
    )
    await quick.putState({ ...state, monitorId }, undefined)
  })
  const past = Array.from({ length: days + 1 }, (_, back) => daysBefore(isoDayOf(now), back))
  await inParallel(past, 2, async (day) => {
    const made = runsOf(OLD_MONITOR, Date.parse(day), Math.min(now, Date.parse(day) + DAY))
    const isShown = day >= daysBefore(isoDayOf(now), daysOfRuns)
    const stored = isShown ? made : made.filter(({ status }) => status !== 0)
    await inParallel(stored, AT_ONCE, (result) => quick.putResult(result))
    if (day < isoDayOf(now)) await quick.putDay(dayOf(OLD_MONITOR, day, made))
  })
  await rebuildSummary(OLD_MONITOR, daysBefore(isoDayOf(now), 1), { runs: quick, clock })
  return {
    ports: { clock, monitors: rows, runs, definitionSource: 'table' },
    ids,
    quick,
    metered,
    async close() {
      unmetered.destroy()
      metered.destroy()
      await database.close()
    },
  }
}

/** The definition of a monitor here. */
export function definitionOf(monitorId: string) {
  return {
    monitorId,
    emailAddress: `${monitorId}@example.com`,
    mailbox: { server: 'pop3s://mail.example.com', userid: monitorId, password: 'ssm:mail' },
    smtp: { server: 'smtp://mail.example.com:587' },
    intervalMinutes: 5,
    timeoutSeconds: 60,
  }
}

/** As the engine would have judged them, without what it owes. */
export function judged(results: readonly RunResult[]): MonitorState {
  const state = evaluate(emptyState(OLD_MONITOR), results, UNKNOWN_DEFINITION)
  return { ...state, version: 1, unstoredIncidents: [], owed: [] }
}

/** The span's runs at both locations, in order. */
export function runsOf(monitorId: string, from: EpochMs, to: EpochMs): RunResult[] {
  const made: RunResult[] = []
  for (let scheduledAt = from; scheduledAt < to; scheduledAt += INTERVAL) {
    for (const location of LOCATIONS) made.push(runAt(monitorId, location, scheduledAt))
  }
  return made
}

function runAt(monitorId: string, location: string, scheduledAt: EpochMs): RunResult {
  const request = { monitorId, location, scheduledAt, trigger: 'schedule' } as const
  const turn = Math.floor(scheduledAt / INTERVAL)
  const isLost = location === 'berlin' && turn % 25_000 === 0
  const roundTripMs = 800 + ((turn * 7919) % 4000)
  return {
    ...request,
    runId: runIdOf(request),
    startedAt: scheduledAt + 250,
    finishedAt: scheduledAt + 250 + (isLost ? 60 * SECOND : roundTripMs),
    definitionHash: '0123456789abcdef',
    warnings: [],
    phases: {
      smtp: { resolve: 1.3, connect: 12.5, greeting: 30, tls: 41.7, auth: 25, submit: 310 },
      ...(!isLost && { transit: roundTripMs - 310 }),
      mailbox: {
        resolve: 1,
        connect: 11,
        greeting: 18,
        tls: 40.1,
        auth: 22,
        search: 5,
        ...(!isLost && { retrieve: 7, delete: 3 }),
      },
    },
    ...(isLost
      ? { status: 2, outcome: 'lost', reason: 'message-not-delivered' }
      : { status: 0, outcome: 'delivered', roundTripMs, resolutionMs: 250 }),
  }
}
