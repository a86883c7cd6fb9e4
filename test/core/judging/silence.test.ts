import { describe, expect, test } from 'vitest'

import { emptyState, evaluate, stateDueAt } from '../../../shared/core/judging/evaluate.ts'
import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import {
  expectNothing,
  expectResults,
  fallenSilent,
  silentAfter,
} from '../../../shared/core/judging/silence.ts'
import type { MonitorState } from '../../../shared/core/judging/state.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const RHYTHM = { intervalMinutes: 10, timeoutSeconds: 300 }
const JUDGEMENT = { policies: DEFAULT_POLICIES, rhythm: RHYTHM }

function run(minute: number, more: Partial<RunResult> = {}): RunResult {
  const request = {
    monitorId: 'inbox',
    location: more.location ?? 'eu-west-1',
    scheduledAt: NOON + minute * MINUTE,
    trigger: 'schedule',
  } as const
  return {
    ...request,
    runId: runIdOf(request),
    startedAt: request.scheduledAt,
    finishedAt: request.scheduledAt + 2000,
    status: 0,
    outcome: 'delivered',
    warnings: [],
    phases: { smtp: {}, mailbox: {} },
    definitionHash: 'h',
    ...more,
  }
}

function silentSinceNoon(): MonitorState {
  const heard = evaluate(emptyState('inbox'), [run(0)], JUDGEMENT)
  const told = { location: 'eu-west-1', since: NOON, topics: ['alerts'], now: NOON + 30 * MINUTE }
  return fallenSilent(heard, told)
}

test.each([
  [1, 30, 1 + 1 + 0.5 + 5],
  [10, 300, 10 + 10 + 5 + 5],
  [59, 60, 59 + 59 + 1 + 5],
  [60, 60, 60 + 1 + 5],
  [1440, 300, 1440 + 5 + 5],
])(
  'every %i minutes with a timeout of %i s counts as silent %f minutes after the last due time',
  (intervalMinutes, timeoutSeconds, minutes) => {
    expect(silentAfter(NOON, { intervalMinutes, timeoutSeconds })).toBe(NOON + minutes * MINUTE)
  },
)

describe('a result', () => {
  test('makes the next one expected, and the state due by then', () => {
    const state = evaluate(emptyState('inbox'), [run(0)], JUDGEMENT)
    expect(state.expected).toEqual({ 'eu-west-1': silentAfter(NOON, RHYTHM) })
    expect(stateDueAt(state)).toBe(silentAfter(NOON, RHYTHM))
  })

  test('of one location says nothing of another', () => {
    const both = evaluate(emptyState('inbox'), [run(0), run(3, { location: 'local' })], JUDGEMENT)
    expect(both.expected).toEqual({
      'eu-west-1': silentAfter(NOON, RHYTHM),
      local: silentAfter(NOON + 3 * MINUTE, RHYTHM),
    })
  })

  test('that failed, or proves nothing, was heard all the same', () => {
    for (const more of [
      { status: 2, outcome: 'lost', reason: 'message-not-delivered' },
      { status: 90, outcome: 'inconclusive', reason: 'internal-error' },
    ] as const) {
      expect(evaluate(emptyState('inbox'), [run(5, more)], JUDGEMENT).expected).toHaveProperty('eu-west-1')
    }
  })

  test('of a definition with mistakes leaves nobody knowing when the next is due', () => {
    const state = evaluate(emptyState('inbox'), [run(0)], JUDGEMENT)
    const { policies } = JUDGEMENT
    expect(evaluate(state, [run(10)], { policies }).expected).toEqual({})
  })

  test('ends a silence, which is told once, with how long it lasted', () => {
    const state = evaluate(silentSinceNoon(), [run(50), run(60)], JUDGEMENT)
    expect(state.silent).toEqual({})
    expect(state.owed.map(({ transition, createdAt }) => [transition, createdAt])).toEqual([
      ['silent', NOON + 30 * MINUTE],
      ['heard', NOON + 50 * MINUTE + 2000],
    ])
    expect(state.owed[1]).toMatchObject({ since: NOON, location: 'eu-west-1', topic: 'alerts' })
  })
})

describe('a silence', () => {
  test('is told to every topic, and then nothing more is expected', () => {
    const told = { location: 'eu-west-1', since: NOON, topics: ['alerts', 'night'], now: NOON + 30 * MINUTE }
    const state = fallenSilent(evaluate(emptyState('inbox'), [run(0)], JUDGEMENT), told)
    expect(state.expected).toEqual({})
    expect(state.silent).toEqual({ 'eu-west-1': NOON })
    expect(state.owed.map(({ topic }) => topic)).toEqual(['alerts', 'night'])
    expect(new Set(state.owed.map(({ alertId }) => alertId)).size).toBe(2)
  })

  test('has the same alert id whoever pronounces it, and another id the next time', () => {
    const ids = (state: MonitorState) => state.owed.map(({ alertId }) => alertId)
    expect(ids(silentSinceNoon())).toEqual(ids(silentSinceNoon()))
    const told = { location: 'eu-west-1', since: NOON + MINUTE, topics: ['alerts'], now: NOON }
    expect(ids(fallenSilent(emptyState('inbox'), told))).not.toEqual(ids(silentSinceNoon()))
  })
})

describe('expecting results', () => {
  const fresh = expectResults(emptyState('inbox'), ['eu-west-1', 'local'], RHYTHM, NOON)

  test('begins as if one had come now from each location', () => {
    expect(fresh.expected).toEqual({
      'eu-west-1': silentAfter(NOON, RHYTHM),
      local: silentAfter(NOON, RHYTHM),
    })
  })

  test('does not put off what is expected already, and brings it nearer when the interval shrinks', () => {
    const later = NOON + 7 * MINUTE
    expect(expectResults(fresh, ['eu-west-1', 'local'], RHYTHM, later)).toEqual(fresh)
    const often = { intervalMinutes: 1, timeoutSeconds: 30 }
    expect(expectResults(fresh, ['local'], often, later).expected.local).toBe(silentAfter(later, often))
  })

  test('from fewer locations forgets the others', () => {
    expect(Object.keys(expectResults(fresh, ['local'], RHYTHM, NOON).expected)).toEqual(['local'])
  })

  test('leaves a silence that was told as it is', () => {
    expect(expectResults(silentSinceNoon(), ['eu-west-1'], RHYTHM, NOON)).toEqual(silentSinceNoon())
  })

  test('ends with the monitor, and with it the silence, without a word', () => {
    const state = expectNothing(silentSinceNoon())
    expect([state.expected, state.silent]).toEqual([{}, {}])
    expect(state.owed).toHaveLength(1)
  })
})
