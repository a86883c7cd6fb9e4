import { describe, expect, test } from 'vitest'

import { lateArrivalOf, toldOfLate } from '../../../shared/core/judging/late.ts'
import type { RunResult } from '../../../shared/core/run.ts'
import type { Incident } from '../../../shared/core/state.ts'
import { MINUTE } from '../../../shared/core/units.ts'
import { engine, type Engine } from './engine.ts'
import { policy, runsOf } from './history.ts'
import { part, play } from './script.ts'

const HISTORY = '. F F . .'

/** The run of a column, whose message came 20 minutes after all. */
function lateRun(column: number): RunResult {
  const run = silentRun(column)
  return { ...run, lateArrival: { seenAt: run.startedAt + 20 * MINUTE, delayMs: 20 * MINUTE } }
}

function silentRun(column: number): RunResult {
  const run = runsOf(HISTORY)[column - 1]
  if (!run) throw new Error(`no column ${column}`)
  return run
}

function after(history: string): Engine {
  const asked = engine()
  play({ parts: [part(history, policy({ afterFailures: 2 }))] }, asked)
  return asked
}

function open(): Incident {
  const { incident } = after('. F F').state()
  if (!incident) throw new Error('no incident')
  return incident
}

describe('a message that came after all', () => {
  test.each([
    ['before the incident: none of its story', 1, false],
    ['of the first failing run in a row, before it opened', 2, true],
    ['of the run that opened it', 3, true],
  ])('%s', (_title, column, isTold) => {
    const told = lateArrivalOf(after('. F F').state(), lateRun(column))
    const story = [{ runId: lateRun(column).runId, delayMs: 20 * MINUTE }]
    expect(told.incident?.lateArrivals).toEqual(isTold ? story : [])
    expect(told.unstoredIncidents).toHaveLength(isTold ? 1 : 0)
  })

  test('of a run after the recovery is none of its story', () => {
    const closed = { ...open(), resolvedAt: lateRun(4).finishedAt }
    expect(toldOfLate(closed, lateRun(5))).toBe(closed)
    expect(toldOfLate(closed, lateRun(3)).lateArrivals).toHaveLength(1)
  })

  test('is in the story once, and makes it newer', () => {
    const once = toldOfLate(open(), lateRun(3))
    expect(once.revision).toBe(open().revision + 1)
    expect(toldOfLate(once, lateRun(3))).toBe(once)
  })

  test('changes nothing where no incident is open, or no message came', () => {
    const calm = after(HISTORY).state()
    expect(lateArrivalOf(calm, lateRun(3))).toBe(calm)
    const down = after('. F F').state()
    expect(lateArrivalOf(down, silentRun(3))).toBe(down)
  })

  test('is one of the last 20 that are kept', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      ...lateRun(3),
      runId: `${lateRun(3).runId}${n}`,
    }))
    const { lateArrivals } = many.reduce(toldOfLate, open())
    expect(lateArrivals.map(({ runId }) => runId)).toEqual(many.slice(-20).map(({ runId }) => runId))
  })
})
