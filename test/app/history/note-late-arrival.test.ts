import { describe, expect, test } from 'vitest'

import { totalOf } from '../../../shared/core/history/day.ts'
import { emptyState, evaluate } from '../../../shared/core/judging/evaluate.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult, openRun } from '../../contracts/run-fixtures.ts'
import { resolvedIncident, storyOf, sweeping } from '../../support/worlds/sweeping.ts'

describe('a story that is stored', () => {
  const lost = lostResult()

  test.each<[string, [number, number, number?][], number]>([
    ['that the run opened', [[0, 10]], 0],
    ['that was open when the run ended', [[-5, 10]], 0],
    [
      'that later runs opened, which this one was the first of',
      [
        [-60, -50],
        [20, 30, 0],
      ],
      1,
    ],
    [
      'and no other one before or after it',
      [
        [-60, -50],
        [-5, 10],
        [20, 30],
      ],
      1,
    ],
  ])('is that of the incident %s', async (_which, incidents, teller) => {
    const stored = incidents.map(([opened, resolved, since = opened]) =>
      resolvedIncident(
        ...([opened, resolved, since].map((minutes) => lost.finishedAt + minutes * MINUTE) as [
          number,
          number,
          number,
        ]),
      ),
    )
    const { stories, going } = await sweeping({ results: [lost], incidents: stored }, [lost])
    expect(stories).toEqual(stored.map((_one, index) => (index === teller ? storyOf(lost) : [])))
    expect(going).toEqual([lost])
  })

  test('is told of two messages that are found at the same time by two runs', async () => {
    const other = lostResult({ scheduledAt: NOON + MINUTE, location: 'eu-west-1' })
    const stored = resolvedIncident(lost.finishedAt, lost.finishedAt + 10 * MINUTE)
    let puts = 0
    const { stories } = await sweeping({ results: [lost], incidents: [stored] }, [lost], {
      change: (store) => ({
        ...store,
        async putIncident(told) {
          puts += 1
          const lateArrivals = [{ runId: other.runId, delayMs: 1 }]
          if (puts === 1) await store.putIncident({ ...stored, lateArrivals, revision: stored.revision + 1 })
          await store.putIncident(told)
        },
      }),
    })
    expect(stories).toEqual([[{ runId: other.runId, delayMs: 1 }, ...storyOf(lost)]])
  })

  test('tells the delay that was noted first', async () => {
    const lateArrival = { seenAt: NOON + 5 * MINUTE, delayMs: 5 * MINUTE }
    const stored = resolvedIncident(lost.finishedAt, lost.finishedAt + 10 * MINUTE)
    const { stories } = await sweeping({ results: [lost], incidents: [stored] }, [lost], {
      change: (store) => ({
        ...store,
        async noteLateArrival(run, late) {
          await store.noteLateArrival(run, lateArrival)
          await store.noteLateArrival(run, late)
        },
      }),
    })
    expect(stories).toEqual([storyOf(lost, 5 * MINUTE)])
  })

  test('that cannot be told for all the others that write it leaves the message where it is', async () => {
    const stored = resolvedIncident(lost.finishedAt, lost.finishedAt + 10 * MINUTE)
    const { going, notes } = await sweeping({ results: [lost], incidents: [stored] }, [lost], {
      change: (store) => ({ ...store, putIncident: () => Promise.resolve() }),
    })
    expect(going).toEqual([])
    expect(notes).toEqual([expect.stringContaining('changed 10 times while it was written')])
  })
})

describe('nothing is told, and the message goes, of a run', () => {
  test.each<[string, RunResult[]]>([
    [
      'that was interrupted',
      [lostResult({ outcome: 'inconclusive', status: 90, reason: 'run-interrupted' })],
    ],
    ['that was delivered and could not delete it', [deliveredResult({ warnings: ['not-deleted'] })]],
    ['that failed otherwise', [lostResult({ outcome: 'failed', reason: 'smtp-connection-lost', status: 6 })]],
    ['without a result', []],
  ])('%s', async (_which, results) => {
    const stored = resolvedIncident(NOON, NOON + 10 * MINUTE)
    const { going, before, store } = await sweeping({ results, incidents: [stored] }, [lostResult()], {
      at: NOON + DAY,
    })
    expect(going).toEqual([lostResult()])
    expect(store.items()).toEqual(before)
  })
})

test.each<[string, Partial<RunResult>]>([
  ['on demand', { trigger: 'on-demand' }],
  ['in a maintenance window', { maintenance: true }],
])('a lost run made %s learns of its late message, and no incident tells of it', async (_how, change) => {
  const lost = lostResult(change)
  const stored = resolvedIncident(lost.finishedAt, lost.finishedAt + 10 * MINUTE)
  const { going, store, stories } = await sweeping({ results: [lost], incidents: [stored] }, [lost])
  expect(going).toEqual([lost])
  expect(stories).toEqual([[]])
  expect(await store.findResult(lost)).toHaveProperty('lateArrival')
})

test('the message of a run that may be taken over stays, and nothing is told', async () => {
  const lost = lostResult()
  const { going, before, store } = await sweeping({ results: [lost] }, [lost], {
    change: (store) => ({ ...store, findOpen: () => Promise.resolve(openRun()) }),
  })
  expect(going).toEqual([])
  expect(store.items()).toEqual(before)
})

describe('many late messages', () => {
  const lost = Array.from({ length: 30 }, (_, n) => lostResult({ scheduledAt: NOON + n * MINUTE }))

  test('of one past day have it made again once, and count as late, not as lost', async () => {
    let read = 0
    const { going, store } = await sweeping({ results: lost }, lost.slice(1), {
      at: NOON + DAY,
      change: (store) => ({
        ...store,
        resultsOfDay(monitorId, day) {
          read += 1
          return store.resultsOfDay(monitorId, day)
        },
      }),
    })
    expect(going).toHaveLength(29)
    expect(read).toBe(1)
    const days = store.items().days.map(totalOf)
    expect(days).toMatchObject([{ runs: { 2: 30 }, lost: 1, late: 29 }])
  })

  test('are all in the state in the end, each with its delay', async () => {
    const { store, going } = await sweeping({ results: lost }, lost.slice(0, 5), {
      change(store) {
        const state = evaluate(emptyState('inbox'), lost, { policies: DEFAULT_POLICIES })
        void store.putState({ ...state, version: 1 }, undefined)
        return store
      },
    })
    expect(going).toHaveLength(5)
    const delayed = (await store.findState('inbox'))?.incident?.lateArrivals
    expect(delayed).toEqual(lost.slice(0, 5).flatMap((run) => storyOf(run)))
  })

  test('are not begun with once the run has no time left, and stay', async () => {
    const stop = new AbortController()
    const { going } = await sweeping({ results: lost }, lost, {
      signal: stop.signal,
      change: (store) => ({
        ...store,
        findResult(key) {
          if (key.runId === lost[2]?.runId) stop.abort()
          return store.findResult(key)
        },
      }),
    })
    expect(going).toEqual(lost.slice(0, 3))
  })

  test('of two days stay for that day alone which could not be made', async () => {
    const yesterday = lostResult({ scheduledAt: NOON - DAY })
    const { going, notes } = await sweeping({ results: [yesterday, ...lost] }, [yesterday, ...lost], {
      at: NOON + DAY,
      change: (store) => ({
        ...store,
        putDay: (day) =>
          day.day === '2026-01-04' ? Promise.reject(new Error('table gone')) : store.putDay(day),
      }),
    })
    expect(going).toEqual(lost)
    expect(notes).toEqual(['old messages stay: Error: table gone'])
  })
})
