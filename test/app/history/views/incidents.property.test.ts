import fc from 'fast-check'
import { expect, test } from 'vitest'

import { incidents } from '../../../../shared/app/history/views/incidents.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { HOUR, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'
import { randomCases } from '../../../support/thorough.ts'
import { removeRow } from '../../../support/remove-row.ts'
import { longTest } from '../../../support/thorough.ts'

const START = Date.parse('2026-01-29T00:00:00Z')
const JANUARY = { from: Date.parse('2026-01'), to: Date.parse('2026-02') }
const LOCATIONS = ['berlin', 'home']

/** Hours in which some locations fail, with quiet ones between, so that nothing flaps; the months end within. */
const episodes = fc.array(
  fc.record({
    quietHours: fc.integer({ min: 4, max: 40 }),
    downRuns: fc.integer({ min: 1, max: 90 }),
    failing: fc.subarray(LOCATIONS, { minLength: 1 }),
    reason: fc.constantFrom('message-not-delivered', 'greylisted'),
  }),
  { maxLength: 4 },
)

/** Every ten minutes a run at each location, the second of them 5 s later. */
function runsOf(
  plan: readonly { quietHours: number; downRuns: number; failing: string[]; reason: string }[],
  quietAtEnd: boolean,
) {
  const results: RunResult[] = []
  let at = START
  const step = (failing: readonly string[], reason: string) => {
    for (const [index, location] of LOCATIONS.entries()) {
      const run = { location, scheduledAt: at, finishedAt: at + (10 + 5 * index) * SECOND }
      const lost = { ...run, reason: reason as RunResult['reason'] } as Partial<RunResult>
      results.push(failing.includes(location) ? lostResult(lost) : deliveredResult(run))
    }
    at += 10 * MINUTE
  }
  for (const { quietHours, downRuns, failing, reason } of plan) {
    for (let run = 0; run < quietHours * 6; run += 1) step([], reason)
    for (let run = 0; run < downRuns; run += 1) step(failing, reason)
  }
  if (quietAtEnd) for (let run = 0; run < 12; run += 1) step([], '')
  return { results, now: at }
}

/** Down from the first run that failed until every location has passed again. */
function plainly(results: readonly RunResult[]) {
  const found: { failingSince: number; resolvedAt?: number; failedRuns: number; reasons: Set<string> }[] = []
  const failing = new Set<string>()
  for (const run of results) {
    const open = found.find(({ resolvedAt }) => resolvedAt === undefined)
    if (run.status === 0) {
      failing.delete(run.location)
      if (open && failing.size === 0) open.resolvedAt = run.finishedAt
      continue
    }
    failing.add(run.location)
    const incident = open ?? { failingSince: run.finishedAt, failedRuns: 0, reasons: new Set<string>() }
    if (!open) found.push(incident)
    incident.failedRuns += 1
    incident.reasons.add(run.reason ?? '')
  }
  return found
}

longTest('a month shows the incidents that were open in it, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(episodes, fc.boolean(), async (plan, quietAtEnd) => {
      const { results, now } = runsOf(plan, quietAtEnd)
      const { ports } = await past({ now, results })
      const all = plainly(results)
      for (const month of ['2026-01', '2026-02', '2026-03']) {
        const [start, end] = [Date.parse(month), Date.UTC(2026, Number(month.slice(5)))]
        const expected = all.filter(
          ({ failingSince, resolvedAt = now }) => failingSince < end && resolvedAt >= start,
        )
        const shown = (await incidents({ from: start, to: end }, ports)).incidents
        expect(shown.map(facts).sort(byStart)).toEqual(expected.map((one) => factsOf(one, now)).sort(byStart))
      }
      const own = (await incidents({ monitorId: 'inbox' }, ports)).incidents
      expect(own.map(facts).sort(byStart)).toEqual(all.map((one) => factsOf(one, now)).sort(byStart))
      const open = (await incidents({ open: true }, ports)).incidents
      expect(open.map(facts)).toEqual(
        all.filter((one) => one.resolvedAt === undefined).map((one) => factsOf(one, now)),
      )
    }),
    { numRuns: randomCases(25, 3) },
  )
})

type Shown = Awaited<ReturnType<typeof incidents>>['incidents'][number]

function facts({ failingSince, resolvedAt, failedRuns, reasons, lengthMs, open }: Shown) {
  const why = reasons.map(({ reason }) => reason).sort()
  return { failingSince, resolvedAt, failedRuns, reasons: why, lengthMs, open }
}

function factsOf(one: ReturnType<typeof plainly>[number], now: number): ReturnType<typeof facts> {
  const { failingSince, resolvedAt, failedRuns, reasons } = one
  return {
    failingSince,
    resolvedAt,
    failedRuns,
    reasons: [...reasons].sort() as ReturnType<typeof facts>['reasons'],
    lengthMs: (resolvedAt ?? now) - failingSince,
    open: resolvedAt === undefined,
  }
}

function byStart(one: { failingSince: number }, other: { failingSince: number }): number {
  return one.failingSince - other.failingSince
}

test('an incident of a monitor that is gone is shown by its id, and an open one first', async () => {
  const lost = (hours: number, monitorId = 'inbox') =>
    lostResult({ monitorId, scheduledAt: START + hours * HOUR })
  const { ports, runs } = await past({
    now: START + 9 * HOUR,
    results: [lost(0), deliveredResult({ scheduledAt: START + HOUR }), lost(4)],
  })
  const { incidents: shown } = await incidents(JANUARY, ports)
  expect(shown.map(({ open, name }) => [open, name])).toEqual([
    [true, 'Inbox'],
    [false, 'Inbox'],
  ])
  expect(shown[0]?.openingRun).toBe(`inbox/${lost(4).runId}`)
  const [stored] = await runs.findIncidents('2026-01')
  if (!stored) throw new Error('no incident')
  await runs.putIncident({ ...stored, monitorId: 'gone', incidentId: 'other', openedAt: stored.openedAt + 1 })
  const names = (await incidents(JANUARY, ports)).incidents.map(({ name }) => name)
  expect(names).toContain('gone')
})

test('an incident that is open of a monitor that is gone is as its state has it, in every list', async () => {
  const lost = [0, 1].map((hours) => lostResult({ scheduledAt: START + hours * HOUR }))
  const { ports, runs, monitors } = await past({ now: START + 2 * HOUR, results: lost })
  // Stored when it was opened, and not since.
  const [stored] = await runs.findIncidents('2026-01')
  const state = await runs.findState('inbox')
  if (!stored || !state?.incident) throw new Error('no incident')
  const incident = { ...state.incident, failedRuns: 7, revision: stored.revision + 1 }
  await runs.putState({ ...state, incident, version: state.version + 1 }, undefined)
  await removeRow(monitors, 'inbox')
  for (const question of [JANUARY, { ...JANUARY, monitorId: 'inbox' }, { monitorId: 'inbox' }]) {
    expect((await incidents(question, ports)).incidents.map(({ failedRuns }) => failedRuns)).toEqual([7])
  }
})

test('a time that has not begun holds none, though one is open', async () => {
  const { ports } = await past({ now: START + HOUR, results: [lostResult({ scheduledAt: START })] })
  const later = { from: START + 2 * HOUR, to: START + 3 * HOUR }
  expect((await incidents(later, ports)).incidents).toEqual([])
  expect((await incidents({ ...later, monitorId: 'inbox' }, ports)).incidents).toEqual([])
})
