import { describe, expect, test } from 'vitest'

import { emptyState, evaluate, stateDueAt } from '../../../shared/core/judging/evaluate.ts'
import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import type { MonitorState } from '../../../shared/core/judging/state.ts'
import type { Reason } from '../../../shared/core/run/statuses.ts'
import { REASON_STATUS } from '../../../shared/core/run/statuses.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { DEFAULT_POLICIES, DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'

const START = Date.UTC(2026, 0, 5)
const NOTIFY = DEFAULT_POLICIES

/** Run `n` of a location: passed, or failed for this reason. */
function run(n: number, reason?: Reason, location = 'local'): RunResult {
  const scheduledAt = START + n * 10 * MINUTE
  const request = { monitorId: 'inbox', location, scheduledAt, trigger: 'schedule' } as const
  const status = reason ? REASON_STATUS[reason] : 0
  return {
    ...request,
    runId: runIdOf(request),
    startedAt: scheduledAt,
    finishedAt: scheduledAt + 1000,
    status,
    outcome: status === 0 ? 'delivered' : status === 90 ? 'inconclusive' : 'failed',
    ...(reason ? { reason } : { roundTripMs: 100 + n }),
    warnings: [],
    phases: { smtp: {}, mailbox: {} },
    definitionHash: 'h',
  }
}

const judged = (results: readonly RunResult[], policies = NOTIFY) =>
  evaluate(emptyState('inbox'), results, { policies })

function told(state: MonitorState): string[] {
  return state.owed.map((alert) => `${alert.transition} ${'run' in alert ? (alert.run.reason ?? 'ok') : ''}`)
}

describe('an incident', () => {
  test.each<[string, RunResult[], string[]]>([
    ['is not opened by a good run', [run(1)], []],
    ['opens on the first failing run', [run(1, 'greylisted')], ['opened greylisted']],
    ['is told once while it lasts', [run(1, 'greylisted'), run(2, 'greylisted')], ['opened greylisted']],
    ['resolves on recovery', [run(1, 'greylisted'), run(2)], ['opened greylisted', 'resolved ok']],
    [
      'opens anew after a recovery',
      [run(1, 'greylisted'), run(2), run(3, 'dns-failure')],
      ['opened greylisted', 'resolved ok', 'opened dns-failure'],
    ],
    ['is not opened by inconclusive runs', [1, 2].map((n) => run(n, 'internal-error')), []],
    [
      'outlasts an inconclusive run',
      [run(1, 'greylisted'), run(2, 'run-interrupted'), run(3, 'greylisted')],
      ['opened greylisted'],
    ],
  ])('%s', (_title, results, alerts) => {
    expect(told(judged(results))).toEqual(alerts)
  })

  test('keeps count of its runs, reasons and locations', () => {
    const state = judged([run(1, 'greylisted'), run(2, 'dns-failure'), run(3, 'greylisted', 'eu-west-1')])
    expect(state.incident).toMatchObject({
      failedRuns: 3,
      reasons: ['greylisted', 'dns-failure'],
      locations: ['local', 'eu-west-1'],
      openedAt: run(1).finishedAt,
    })
  })

  test('lasts while any location still fails', () => {
    const state = judged([run(1, 'greylisted'), run(1, 'greylisted', 'eu-west-1'), run(2)])
    expect(state.incident).toBeDefined()
    expect(evaluate(state, [run(2, undefined, 'eu-west-1')], { policies: NOTIFY }).incident).toBeUndefined()
  })

  test('is opened, but not told, where the policy says so', () => {
    const state = judged([run(1, 'greylisted'), run(2)], [{ ...DEFAULT_POLICY, onError: false }])
    expect(told(state)).toEqual([])
    expect(state.unstoredIncidents).toMatchObject([{ resolvedAt: run(2).finishedAt }])
  })

  test('is told of its recovery although the policy has changed meanwhile', () => {
    const open = judged([run(1, 'greylisted')])
    expect(told(evaluate(open, [run(2)], { policies: [{ ...DEFAULT_POLICY, onError: false }] }))).toEqual([
      'opened greylisted',
      'resolved ok',
    ])
  })

  test('waits to be stored when it opens, changes its reasons or resolves, not at each run', () => {
    const stored = (state: MonitorState): MonitorState => ({ ...state, unstoredIncidents: [] })
    let state = stored(judged([run(1, 'greylisted')]))
    state = evaluate(state, [run(2, 'greylisted')], { policies: NOTIFY })
    expect(state.unstoredIncidents).toEqual([])
    state = evaluate(state, [run(3, 'dns-failure')], { policies: NOTIFY })
    expect(state.unstoredIncidents).toMatchObject([{ failedRuns: 3, revision: 3 }])
  })
})

describe('inconclusive runs', () => {
  test.each<[string, RunResult[], string[]]>([
    ['tell a missing secret at once', [run(1, 'secret-not-found')], ['inconclusive secret-not-found']],
    ['tell a forbidden secret at once', [run(1, 'secret-forbidden')], ['inconclusive secret-forbidden']],
    ['tell a broken definition at once', [run(1, 'monitor-invalid')], ['inconclusive monitor-invalid']],
    ['keep other reasons to themselves until three in a row', [1, 2].map((n) => run(n, 'run-too-late')), []],
    [
      'tell each reason once',
      [1, 2, 3, 4, 5].map((n) => run(n, 'run-too-late')),
      ['inconclusive run-too-late'],
    ],
    [
      'are counted from the last conclusive run',
      [run(1, 'run-too-late'), run(2, 'run-too-late'), run(3), run(4, 'run-too-late')],
      [],
    ],
    [
      'are told again after a conclusive run',
      [run(1, 'secret-not-found'), run(2), run(3, 'secret-not-found')],
      ['inconclusive secret-not-found', 'inconclusive secret-not-found'],
    ],
  ])('%s', (_title, results, alerts) => {
    expect(told(judged(results))).toEqual(alerts)
  })
})

test('judging run by run comes to the same as judging all at once', () => {
  const results = [run(1), run(2, 'greylisted'), run(3, 'run-too-late'), run(4), run(5, 'dns-failure')]
  const oneByOne = results.reduce(
    (state, one) => evaluate(state, [one], { policies: NOTIFY }),
    emptyState('inbox'),
  )
  expect(oneByOne).toEqual(judged(results))
})

test('the same results give the same alert ids', () => {
  const ids = () => judged([run(1, 'greylisted'), run(2)]).owed.map(({ alertId }) => alertId)
  expect(ids()).toEqual(ids())
  expect(new Set(ids()).size).toBe(2)
})

test('the last 20 round-trip times are kept', () => {
  const state = judged(Array.from({ length: 30 }, (_, n) => run(n)))
  expect(state.recentRoundTripMs).toHaveLength(20)
  expect(state.recentRoundTripMs.at(-1)).toBe(129)
})

describe('a state', () => {
  test('is due when an alert is owed, and again when its claim lapses', () => {
    const state = judged([run(1, 'greylisted')])
    expect(stateDueAt(state)).toBe(run(1).finishedAt)
    const claimed = {
      ...state,
      unstoredIncidents: [],
      owed: state.owed.map((one) => ({ ...one, claimedUntil: 7 })),
    }
    expect(stateDueAt(claimed)).toBe(7)
  })

  test('with a folded alert is due when its digest is, or when whoever tells that has not come to an end', () => {
    const owing = judged([run(1, 'greylisted')])
    const state = { ...owing, unstoredIncidents: [] }
    const folded = { ...state, owed: state.owed.map((one) => ({ ...one, foldedUntil: 9 })) }
    expect(stateDueAt(folded)).toBe(9)
    const told = { ...state, owed: folded.owed.map((one) => ({ ...one, claimedUntil: 12 })) }
    expect(stateDueAt(told)).toBe(12)
  })

  test('is not due when nothing is left to do', () => {
    expect(stateDueAt(judged([run(1)]))).toBeUndefined()
  })
})

test('alerts that wait behind one at their topic make no state due: a topic that takes nothing keeps no other monitor waiting', () => {
  const [first, second] = judged([run(1, 'greylisted'), run(2)]).owed
  if (!first || !second) throw new Error('nothing owed')
  const state = { ...emptyState('inbox'), owed: [{ ...first, claimedUntil: START + 99 * MINUTE }, second] }
  expect(stateDueAt(state)).toBe(START + 99 * MINUTE)
  expect(stateDueAt({ ...state, owed: [...state.owed, { ...second, topic: 'oncall' }] })).toBe(
    second.createdAt,
  )
})
