import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { emptyState, stateDueAt } from '../../../shared/core/judging/evaluate.ts'
import { filedAnew, filedAsBefore, filing } from '../../../shared/app/store/filed-state.ts'
import type { MonitorState } from '../../../shared/core/judging/state.ts'
import { silentAfter } from '../../../shared/core/judging/silence.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON } from '../../contracts/run-fixtures.ts'

/** One of which a result is expected until then. */
function expecting(until: EpochMs | undefined, filedAt?: EpochMs): MonitorState {
  const expected = until === undefined ? {} : { local: until }
  return { ...emptyState('inbox'), expected, ...(filedAt !== undefined && { filedAt }) }
}

const at = (minutes: number) => NOON + minutes * MINUTE

describe('where a state stands in the due index', () => {
  test.each([
    { title: 'stays while it is far', before: 20, dueAt: 25, now: 5, filed: 20 },
    { title: 'stays with two fifths of the time left', before: 20, dueAt: 35, now: 10, filed: 20 },
    { title: 'moves when it is near', before: 20, dueAt: 36, now: 10, filed: 36 },
    { title: 'moves when it has passed', before: 20, dueAt: 45, now: 25, filed: 45 },
    { title: 'moves when it would be too late', before: 20, dueAt: 19, now: 5, filed: 19 },
    { title: 'begins when something is expected', before: undefined, dueAt: 25, now: 5, filed: 25 },
    { title: 'ends when nothing is', before: 20, dueAt: undefined, now: 5, filed: undefined },
  ])('$title', ({ before, dueAt, now, filed }) => {
    const minute = (one: number | undefined) => (one === undefined ? undefined : at(one))
    const after = filedAsBefore(expecting(minute(dueAt)), expecting(minute(before)), at(now))
    expect(filing(after).dueAt).toBe(minute(filed))
  })

  test('stays where it stood, however often it was put off', () => {
    const before = filedAsBefore(expecting(at(25)), expecting(at(20)), at(5))
    const after = filedAsBefore({ ...before, expected: { local: at(30) } }, before, at(10))
    expect(filing(after)).toEqual({ state: after, dueAt: at(20) })
    expect(filing(filedAnew(after))).toEqual({ state: expecting(at(30)), dueAt: at(30) })
  })

  test('is never after something else is due', () => {
    const state = filedAsBefore(expecting(at(25)), expecting(at(20)), at(5))
    const sooner = { ...state, unnotedRechecks: ['run'] }
    expect(filing(sooner)).toEqual({ state: filedAnew(sooner), dueAt: 0 })
  })

  const minutes = fc.integer({ min: 0, max: 3000 }).map(at)
  const maybe = fc.option(minutes, { nil: undefined })

  test('is never later than it is due, and there whenever it is', () => {
    fc.assert(
      fc.property(maybe, maybe, maybe, minutes, (before, filed, dueAt, now) => {
        const after = filedAsBefore(expecting(dueAt), expecting(before, filed), now)
        const { state, dueAt: found } = filing(after)
        expect(found === undefined).toBe(dueAt === undefined)
        expect(found ?? 0).toBeLessThanOrEqual(dueAt ?? 0)
        expect(stateDueAt(state)).toBe(dueAt)
      }),
    )
  })
})

test.each([
  { intervalMinutes: 1, timeoutSeconds: 30, moves: 6 },
  { intervalMinutes: 5, timeoutSeconds: 240, moves: 10 },
  { intervalMinutes: 10, timeoutSeconds: 300, moves: 15 },
  { intervalMinutes: 30, timeoutSeconds: 300, moves: 15 },
  { intervalMinutes: 60, timeoutSeconds: 300, moves: 30 },
  { intervalMinutes: 1440, timeoutSeconds: 300, moves: 30 },
])('of 30 good runs every $intervalMinutes min $moves move it, and none comes too late for it', (rhythm) => {
  let [state, moved] = [expecting(undefined), 0]
  for (let run = 0; run < 30; run += 1) {
    const scheduledAt = at(run * rhythm.intervalMinutes)
    const endedAt = scheduledAt + 3000
    const standing = filing(state).dueAt
    expect(standing ?? Infinity).toBeGreaterThan(endedAt)
    state = filedAsBefore(expecting(silentAfter(scheduledAt, rhythm)), state, endedAt)
    if (filing(state).dueAt !== standing) moved += 1
  }
  expect(moved).toBe(rhythm.moves)
})
