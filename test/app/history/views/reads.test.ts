import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type EmbeddedDynamoDb, embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../../../shared/adapters/random-ids.ts'
import { alertsTold } from '../../../../shared/app/history/views/alerts-told.ts'
import { availability } from '../../../../shared/app/history/views/availability.ts'
import { incidents } from '../../../../shared/app/history/views/incidents.ts'
import { monitorView } from '../../../../shared/app/history/views/monitor.ts'
import { monthsOfAll } from '../../../../shared/app/history/views/months-of-all.ts'
import { monthReport } from '../../../../shared/app/history/views/report/month-report.ts'
import { overview } from '../../../../shared/app/history/views/overview.ts'
import { run } from '../../../../shared/app/history/views/run.ts'
import { runs } from '../../../../shared/app/history/views/runs.ts'
import { strips } from '../../../../shared/app/history/views/strips.ts'
import type { MonitorStore } from '../../../../shared/app/ports/monitor-store.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { DAY, HOUR, MINUTE } from '../../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { type MeteredClient, meteredClient } from '../../../support/aws/capacity-meter.ts'
import { withoutSmtp } from '../../../support/without-smtp.ts'
import { past } from '../../../support/worlds/past.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'

const START = Date.parse('2026-01-03')
const DAYS = 3
/** So that the last day has 12 runs of each location. */
const NOW = START + DAYS * DAY + 12 * HOUR - MINUTE
const LOCATIONS = ['berlin', 'home']
const IDS = ['inbox', 'other', 'third']
const PER_DAY = 24 * LOCATIONS.length
const TODAY = 12 * LOCATIONS.length

/** One run an hour at each location; one of them, on the second day, is lost at both. */
const results: RunResult[] = IDS.slice(0, 1).flatMap((monitorId) =>
  Array.from({ length: DAYS * 24 + 12 }, (_, hour) => hour).flatMap((hour) =>
    LOCATIONS.map((location) => {
      const made = { monitorId, location, scheduledAt: START + hour * HOUR }
      return hour === 30 ? lostResult(made) : deliveredResult(made)
    }),
  ),
)
const lost = results.find(({ outcome }) => outcome === 'lost')

let database: EmbeddedDynamoDb
let metered: MeteredClient
let ports: Awaited<ReturnType<typeof past>>['ports']
let monitors: MonitorStore

beforeAll(async () => {
  database = await embeddedDynamoDb()
  metered = meteredClient(database)
  const { client } = metered
  const { tableNames } = database
  const tableName = tableNames.results
  const made = await past({
    now: NOW,
    results,
    definitions: IDS.map((monitorId) => ({ ...DEFINITION, monitorId, intervalMinutes: 60, tags: [] })),
    store: (clock) => ({
      runs: dynamoRunStore({ client, tableName, clock, ids: randomIds }),
      monitors: dynamoMonitorStore({ client, tableName: tableNames.monitors, ids: randomIds }),
    }),
  })
  ;({ ports, monitors } = made)
  if (!lost) throw new Error('nothing is lost')
  const told = {
    monitorId: 'inbox',
    topic: 'alerts',
    createdAt: lost.finishedAt,
    transition: 'opened' as const,
  }
  for (const alertId of ['a', 'b']) {
    await made.runs.putTold({ ...told, toldAt: lost.finishedAt + 1, alertId, runId: lost.runId })
  }
  await made.runs.putLog(
    lost,
    [{ atMs: 1, dialogue: 'smtp', side: 'client', phase: 'connect', text: 'EHLO' }],
    180,
  )
  await made.runs.noteMailEvent(lost, { kind: 'delivered', at: lost.finishedAt })
})

afterAll(async () => {
  metered.destroy()
  await database.close()
})

/** Items and read units that the view takes. */
async function taken(view: () => Promise<unknown>): Promise<{ items: number; units: number }> {
  metered.itemsRead()
  metered.taken()
  await view()
  return { items: metered.itemsRead(), units: metered.taken().reads }
}

const all = { from: START, to: START + DAYS * DAY }
const ROWS = IDS.length

describe('each view reads in proportion to what it shows', () => {
  test('overview: the rows, and a state of each that has one', async () => {
    const { items, units } = await taken(() => overview(ports))
    expect(items).toBe(ROWS + 1)
    expect(units).toBeLessThanOrEqual(4)
  })

  test('one monitor: its row and its state', async () => {
    expect((await taken(() => monitorView('inbox', ports))).items).toBe(2)
  })

  test('strips: a summary and a state of each', async () => {
    const question = { monitorIds: ['inbox'], by: 'day', count: 90 } as const
    expect(await taken(() => strips(question, ports))).toEqual({ items: 2, units: 1 })
  })

  test('availability: the days, whatever the rows', async () => {
    for (const by of ['hour', 'day', 'month', 'location'] as const) {
      expect((await taken(() => availability('inbox', { ...all, by }, ports))).items).toBe(DAYS)
    }
  })

  test('availability: today from its runs', async () => {
    const question = { from: START, to: NOW, by: 'day' } as const
    expect((await taken(() => availability('inbox', question, ports))).items).toBe(DAYS + TODAY)
  })

  test('availability: of a zone off the hour the runs of the hours that it cuts', async () => {
    const question = { ...all, by: 'day', zone: 'Asia/Kathmandu' } as const
    const cut = DAYS * LOCATIONS.length
    expect((await taken(() => availability('inbox', question, ports))).items).toBe(DAYS + cut)
  })

  test('months of all: the rows and their summaries', async () => {
    expect((await taken(() => monthsOfAll(['2026-01'], ports))).items).toBe(ROWS + 1)
  })

  test('the report of a month: the rows, their states, incidents, and the days of this month and the last', async () => {
    const report = () => monthReport({ month: '2026-01' }, 'UTC', ports)
    expect((await taken(report)).items).toBe(ROWS + 1 + 1 + DAYS + TODAY)
  })

  test('runs: what is shown, and at most five more', async () => {
    const { items } = await taken(() => runs('inbox', { limit: 10 }, undefined, ports))
    expect(items).toBeGreaterThanOrEqual(10)
    expect(items).toBeLessThanOrEqual(15)
  })

  test('runs: of those that failed the summary, the state and the hours that hold one', async () => {
    const failed = await taken(() => runs('inbox', { failed: true, from: START }, undefined, ports))
    expect(failed.items).toBe(2 + LOCATIONS.length)
    const healthy = { failed: true as const, from: START + 2 * DAY }
    expect((await taken(() => runs('inbox', healthy, undefined, ports))).items).toBe(2)
  })

  test('runs: by reason the days, the hours that hold one, and today', async () => {
    const filter = { reason: 'message-not-delivered', from: START } as const
    const { items } = await taken(() => runs('inbox', filter, undefined, ports))
    expect(items).toBe(DAYS + LOCATIONS.length + TODAY)
    expect(items).toBeLessThan(DAYS * PER_DAY)
  })

  test('a run by its id: eight items, what was told, and the runs of other locations next to it', async () => {
    const { items } = await taken(() => run(`inbox/${lost?.runId ?? ''}`, ports))
    const elsewhere = 3 * (LOCATIONS.length - 1)
    expect(items - elsewhere - 2).toBeLessThanOrEqual(8)
  })

  test('a run of a monitor without an SMTP server: what the built-in sender told as well', async () => {
    const seen = () => taken(() => run(`inbox/${lost?.runId ?? ''}`, ports))
    const { items, units } = await seen()
    const restore = await withoutSmtp(monitors, 'inbox')
    expect(await seen()).toEqual({ items: items + 1, units: units + 1 })
    await restore()
  })

  test('incidents of a month: the rows, the states, and those that are stored', async () => {
    expect(
      (await taken(() => incidents({ from: Date.parse('2026-01'), to: Date.parse('2026-02') }, ports))).items,
    ).toBe(ROWS + 1 + 1)
    expect((await taken(() => incidents({ open: true }, ports))).items).toBe(ROWS + 1)
  })

  test('alerts told: the rows, the incidents of the month, and what is shown', async () => {
    const span = { from: START, before: NOW }
    expect((await taken(() => alertsTold(span, ports))).items).toBe(ROWS + 1 + 2)
  })
})

/** A consistent read of up to 4 KB is one unit, another one half (DynamoDB, "Read/write capacity mode"). */
describe('each view takes at most so many read units', () => {
  test.each<[string, number, () => Promise<unknown>]>([
    ['overview', 3.5, () => overview(ports)],
    ['one monitor', 3, () => monitorView('inbox', ports)],
    ['strips', 1, () => strips({ monitorIds: ['inbox'], by: 'day', count: 90 }, ports)],
    ['availability of three days', 3, () => availability('inbox', { ...all, by: 'day' }, ports)],
    ['months of all', 2.5, () => monthsOfAll(['2026-01'], ports)],
    ['ten runs', 3, () => runs('inbox', { limit: 10 }, undefined, ports)],
    ['what failed', 4, () => runs('inbox', { failed: true, from: START }, undefined, ports)],
    ['a run', 8, () => run(`inbox/${lost?.runId ?? ''}`, ports)],
    ['open incidents', 2.5, () => incidents({ open: true }, ports)],
    ['alerts told', 5, () => alertsTold({ from: START, before: NOW }, ports)],
  ])('%s: %d', async (_view, most, view) => {
    const { units } = await taken(view)
    expect(units).toBeGreaterThan(0)
    expect(units).toBeLessThanOrEqual(most)
  })
})
