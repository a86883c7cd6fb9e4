import { describe, expect, test } from 'vitest'

import { emptyState, evaluate } from '../../../../shared/core/judging/evaluate.ts'
import { isInStories, tellerOf, toldOfLate, withLateArrival } from '../../../../shared/core/judging/late.ts'
import { runIdOf } from '../../../../shared/core/identity/run-key.ts'
import { recheckOf } from '../../../../shared/core/judging/rechecks.ts'
import type { AlertPolicy } from '../../../../shared/core/definition/monitor.ts'
import { DEFAULT_POLICY } from '../../../../shared/core/definition/policies.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import type { MonitorState } from '../../../../shared/core/judging/state.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, incident, lostResult } from '../../../contracts/run-fixtures.ts'

const DELAY = 14 * MINUTE

const lost = (n: number, change: Partial<RunResult> = {}) =>
  lostResult({ scheduledAt: NOON + n * 10 * MINUTE, ...change })
const passed = (n: number, change: Partial<RunResult> = {}) =>
  deliveredResult({ scheduledAt: NOON + n * 10 * MINUTE, ...change })
const late = (run: RunResult): RunResult => ({
  ...run,
  lateArrival: { seenAt: run.startedAt + DELAY, delayMs: DELAY },
})
const story = (...runs: RunResult[]) => runs.map(({ runId }) => ({ runId, delayMs: DELAY }))

function judge(state: MonitorState, results: RunResult[], policy: Partial<AlertPolicy> = {}): MonitorState {
  return evaluate(state, results, { policies: [{ ...DEFAULT_POLICY, ...policy }] })
}
const judged = (results: RunResult[], policy: Partial<AlertPolicy> = {}) =>
  judge(emptyState('inbox'), results, policy)

describe('a late message of a run that the open incident counts', () => {
  const open = judged([lost(1), lost(2)])

  test('is told in its story, which is to be stored, with a higher revision', () => {
    const told = withLateArrival(open, late(lost(1)))
    expect(told.incident?.lateArrivals).toEqual(story(lost(1)))
    expect(told.incident?.revision).toBe((open.incident?.revision ?? 0) + 1)
    expect(told.unstoredIncidents).toEqual([told.incident])
    expect(told.owed).toEqual(open.owed)
  })

  test('is told once, however often', () => {
    const once = withLateArrival(open, late(lost(1)))
    expect(withLateArrival(once, late(lost(1)))).toBe(once)
  })

  test('is in the alert of its recovery', () => {
    const recovered = judge(withLateArrival(open, late(lost(2))), [passed(3)])
    expect(recovered.incident).toBeUndefined()
    expect(recovered.owed.at(-1)).toMatchObject({
      transition: 'resolved',
      incident: { lateArrivals: story(lost(2)) },
    })
  })

  test('is told among the last 20', () => {
    const runs = Array.from({ length: 25 }, (_, n) => lost(n))
    const told = runs.reduce((state, run) => withLateArrival(state, late(run)), judged(runs))
    expect(told.incident?.lateArrivals).toEqual(story(...runs.slice(-20)))
  })
})

describe('a late message of no run that an incident counts', () => {
  test.each<[string, RunResult[], RunResult]>([
    [
      'a run that failed before a recovery, while another incident is open',
      [lost(1), passed(2), lost(3)],
      lost(1),
    ],
    ['a run that failed, when all is well again', [lost(1), passed(2)], lost(1)],
    ['a run of a monitor without a state', [], lost(1)],
  ])('changes no open story: %s', (_which, results, run) => {
    const state = { ...judged(results), unstoredIncidents: [] }
    expect(withLateArrival(state, late(run))).toBe(state)
    expect(tellerOf(state, run)).toBeUndefined()
  })

  test('that is not late at all changes nothing', () => {
    const open = judged([lost(1)])
    expect(withLateArrival(open, lost(1))).toBe(open)
  })
})

test('an incident that is resolved and not stored yet is told where it waits: the older copy would not stand', () => {
  const resolved = judged([lost(1), passed(2)])
  const told = withLateArrival(resolved, late(lost(1)))
  expect(told.unstoredIncidents).toMatchObject([{ lateArrivals: story(lost(1)) }])
  expect(told.unstoredIncidents[0]?.revision).toBe((resolved.unstoredIncidents[0]?.revision ?? 0) + 1)
  expect(withLateArrival(told, late(lost(1)))).toBe(told)
})

describe('a late message that is found before there is an incident', () => {
  const patient = { afterFailures: 3 }

  test('is told by the incident that its row of failures makes', () => {
    const waiting = withLateArrival(judged([lost(1), lost(2)], patient), late(lost(1)))
    expect(waiting.untoldLate).toHaveLength(1)
    expect(withLateArrival(waiting, late(lost(1)))).toBe(waiting)
    const open = judge(waiting, [lost(3)], patient)
    expect(open.incident?.lateArrivals).toEqual(story(lost(1)))
    expect(open.untoldLate).toEqual([])
    expect(open.owed).toMatchObject([{ transition: 'opened', incident: { lateArrivals: story(lost(1)) } }])
    expect(withLateArrival(open, late(lost(1)))).toBe(open)
  })

  test('is forgotten when the row ends without one', () => {
    const waiting = withLateArrival(judged([lost(1)], patient), late(lost(1)))
    const ended = judge(waiting, [passed(2)], patient)
    expect(ended.untoldLate).toEqual([])
    expect(judge(ended, [lost(3), lost(4), lost(5)], patient).incident?.lateArrivals).toEqual([])
  })

  test('is forgotten with its location', () => {
    const waiting = withLateArrival(judged([lost(1)], patient), late(lost(1)))
    const moved = evaluate(waiting, [lost(2, { location: 'eu-west-1' })], {
      policies: [{ ...DEFAULT_POLICY, ...patient }],
      locations: ['eu-west-1'],
    })
    expect(moved.untoldLate).toEqual([])
  })

  test('while its run waits for a recheck is told once that failed, also into an incident that opened meanwhile', () => {
    const verify = { verify: true }
    const [here, there] = [lost(1), lost(1, { location: 'eu-west-1' })]
    const earlier = { ...here, finishedAt: there.finishedAt - SECOND }
    const recheck = (state: MonitorState, location: string) => {
      const awaited = state.awaitsRecheck[location]
      if (!awaited) throw new Error(`${location} waits for no recheck`)
      return lostResult({ ...recheckOf(awaited), runId: runIdOf(recheckOf(awaited)) })
    }
    const waiting = withLateArrival(judged([earlier, there], verify), late(earlier))
    expect(waiting.incident).toBeUndefined()

    const open = judge(waiting, [recheck(waiting, 'eu-west-1')], verify)
    expect(open.incident).toMatchObject({ failingSince: there.finishedAt, lateArrivals: [] })
    const joined = judge(open, [recheck(open, 'local')], verify)
    expect(joined.incident).toMatchObject({
      failingSince: earlier.finishedAt,
      failedRuns: 2,
      lateArrivals: story(earlier),
    })
    expect(joined.unstoredIncidents).toEqual([joined.incident])
    expect(joined.untoldLate).toEqual([])
  })
})

describe('of a stored incident', () => {
  const stored = incident({
    openedAt: NOON,
    failingSince: NOON - 20 * MINUTE,
    resolvedAt: NOON + 20 * MINUTE,
    lateArrivals: [],
    revision: 5,
  })

  test.each<[string, Partial<RunResult>, boolean]>([
    ['the first of the runs that opened it', { finishedAt: NOON - 20 * MINUTE }, true],
    ['one that failed while it was open', { scheduledAt: NOON + 10 * MINUTE }, true],
    ['one that ended before', { finishedAt: NOON - 20 * MINUTE - 1 }, false],
    ['one that was made after it was resolved', { scheduledAt: NOON + 20 * MINUTE + 1 }, false],
  ])('the story tells of %s: %j %s', (_which, change, tells) => {
    const run = late(lostResult(change))
    const told = toldOfLate(stored, run)
    if (tells) expect(told).toEqual({ ...stored, lateArrivals: story(run), revision: 6 })
    else expect(told).toBe(stored)
  })
})

test.each<[string, Partial<RunResult>, boolean]>([
  ['by the schedule', {}, true],
  ['to confirm a failure', { trigger: 'recheck' }, true],
  ['on demand', { trigger: 'on-demand' }, false],
  ['in a maintenance window', { maintenance: true }, false],
])('runs made %s are in stories: %j %s', (_how, change, are) => {
  expect(isInStories(lostResult(change))).toBe(are)
})
