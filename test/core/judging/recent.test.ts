import { describe, expect, test } from 'vitest'

import { DEFAULT_POLICIES, DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'
import { epochHourOf } from '../../../shared/core/history/hour-counts.ts'
import { emptyState, evaluate } from '../../../shared/core/judging/evaluate.ts'
import { afterSetBack } from '../../../shared/core/judging/set-back.ts'
import { recheckOf } from '../../../shared/core/judging/rechecks.ts'
import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'

const HOUR = 60 * MINUTE
const NOON_HOUR = epochHourOf(NOON)
const VERIFIED = [{ ...DEFAULT_POLICY, verify: true }]

const at = (minutes: number, change: Partial<RunResult> = {}) =>
  deliveredResult({ scheduledAt: NOON + minutes * MINUTE, ...change })
const lostAt = (minutes: number, change: Partial<RunResult> = {}) =>
  lostResult({ scheduledAt: NOON + minutes * MINUTE, ...change })

const judged = (results: readonly RunResult[], policies = DEFAULT_POLICIES, locations?: readonly string[]) =>
  evaluate(emptyState('inbox'), results, { policies, ...(locations && { locations }) })

function recheckOfLost(): RunResult {
  const [awaited] = Object.values(judged([lostAt(1)], VERIFIED).awaitsRecheck)
  if (!awaited) throw new Error('nothing waits')
  return deliveredResult({ ...recheckOf(awaited), runId: runIdOf(recheckOf(awaited)) })
}

describe('the last hours', () => {
  test('count every run by what it came to, in the hour in which it was scheduled', () => {
    const results = [
      at(0),
      at(5, { slow: ['roundTrip'] }),
      lostAt(10),
      lostAt(59, { location: 'eu-west-1' }),
      lostAt(60, { status: 90, outcome: 'inconclusive', reason: 'run-too-late' }),
      lostAt(125, { maintenance: true }),
      lostAt(126, { tried: false, outcome: 'failed', reason: 'mailbox-login-refused' }),
    ]
    expect(judged(results).recentHours).toEqual({
      [NOON_HOUR]: { ok: 2, slow: 1, failed: 2 },
      [NOON_HOUR + 1]: { inconclusive: 1 },
      [NOON_HOUR + 2]: { maintenance: 1 },
    })
  })

  test('are 48, and end with that of the last run', () => {
    const results = Array.from({ length: 50 }, (_, hour) => at(hour * 60))
    const hours = Object.keys(judged(results).recentHours).map(Number)
    expect(hours).toEqual(Array.from({ length: 48 }, (_, i) => NOON_HOUR + 2 + i))
  })

  test.each([
    { by: 'its recheck', next: recheckOfLost, expected: { ok: 2 } },
    { by: 'the next run', next: () => at(10), expected: { ok: 3 } },
  ])('count a failure as OK once $by passed', ({ next, expected }) => {
    expect(judged([at(0), lostAt(1), next()], VERIFIED).recentHours).toEqual({ [NOON_HOUR]: expected })
  })

  test('count a failure that waited for its recheck over an upgrade, and was in no hour, as nothing', () => {
    const waiting = { ...judged([lostAt(1)], VERIFIED), recentHours: {} }
    const passed = evaluate(waiting, [at(10)], { policies: VERIFIED })
    expect(passed.recentHours).toEqual({ [NOON_HOUR]: { ok: 1 } })
  })

  test('end with the present once the clock was set back', () => {
    const state = judged([at(0), at(60), at(120)])
    const { recentHours } = afterSetBack(state, { policies: DEFAULT_POLICIES }, NOON + HOUR)
    expect(Object.keys(recentHours).map(Number)).toEqual([NOON_HOUR, NOON_HOUR + 1])
  })
})

describe('the last run of a location', () => {
  test('is shown beside the last whose message came back', () => {
    const [good, bad] = [at(0), lostAt(5, { phase: 'smtp.submit' })]
    const { lastRuns, lastGood } = judged([good, bad])
    const { finishedAt, trigger, status, reason, phase } = bad
    expect(lastRuns).toEqual({ local: { finishedAt, trigger, status, reason, phase } })
    expect(lastGood).toEqual({
      local: { runId: good.runId, finishedAt: good.finishedAt, roundTripMs: good.roundTripMs },
    })
  })

  test('says how the run was made', () => {
    const untried = lostAt(0, { outcome: 'failed', tried: false, maintenance: true })
    expect(judged([untried]).lastRuns.local).toMatchObject({ tried: false, maintenance: true })
    expect(judged([at(0)]).lastRuns.local).toMatchObject({ roundTripMs: 1510.5, resolutionMs: 375 })
  })

  test('is forgotten once the monitor runs there no more', () => {
    const before = judged([at(0), at(0, { location: 'eu-west-1' })])
    const after = evaluate(before, [at(5)], { policies: DEFAULT_POLICIES, locations: ['local'] })
    expect(Object.keys(after.lastRuns)).toEqual(['local'])
    expect(Object.keys(after.lastGood)).toEqual(['local'])
  })

  test('that was under way when its location was taken away is counted, and shown nowhere', () => {
    const { lastRuns, recentHours } = judged([at(0, { location: 'eu-west-1' })], DEFAULT_POLICIES, ['local'])
    expect(lastRuns).toEqual({})
    expect(recentHours).toEqual({ [NOON_HOUR]: { ok: 1 } })
  })

  test('ended now at the latest, once the clock was set back', () => {
    const { lastRuns, lastGood } = afterSetBack(judged([at(60)]), { policies: DEFAULT_POLICIES }, NOON)
    expect(lastRuns.local?.finishedAt).toBe(NOON)
    expect(lastGood.local?.finishedAt).toBe(NOON)
  })
})
