import { describe, expect, test } from 'vitest'

import { abandonRun } from '../../../shared/app/run/abandon-run.ts'
import { endInterrupted } from '../../../shared/app/run/end-interrupted.ts'
import type { OpenRun, RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, openRun } from '../../contracts/run-fixtures.ts'
import { type RunWorld, runWorld } from '../../support/worlds/run-world.ts'

const WHY = 'nobody is there any more'

/** What ends a run without making it, and what the run comes to then. */
const ENDS = [
  { title: 'whose location is gone', end: endInterrupted, reason: 'run-interrupted' },
  { title: 'that AWS gave up', end: abandonRun, reason: 'run-not-started' },
] as const

interface LapsedRun extends RunWorld {
  open: OpenRun
  result: RunResult
}

/** A run whose claim has lapsed, and a good result that somebody else made of it. */
async function lapsed(): Promise<LapsedRun> {
  const world = await runWorld()
  const scheduledAt = world.clock.now()
  const open = openRun({ location: 'local', scheduledAt, stage: 'claimed' })
  await world.runs.claim(open)
  await world.clock.advance(3 * MINUTE)
  const { monitorId, runId, location } = open
  return { ...world, open, result: deliveredResult({ monitorId, runId, location, scheduledAt }) }
}

describe.each(ENDS)('a run $title', ({ end, reason }) => {
  const ended = ({ clock, ports, open }: LapsedRun, runs = ports.runs) =>
    clock.runUntil(end(open, WHY, { ...ports, runs }))

  test('has none of the result that a clock left which was ahead', async () => {
    const world = await lapsed()
    await world.runs.putResult(world.result)
    await world.runs.noteAheadOfClock(world.result)
    expect(await ended(world)).toMatchObject({ kind: 'recorded', fresh: true, result: { reason } })
    const result = await world.runs.findResult(world.open)
    expect(result).toMatchObject({ status: 90, reason, detail: WHY })
    expect(result?.aheadOfClock).toBeUndefined()
    expect(await world.runs.findOpen(world.open)).toBeUndefined()
  })

  test('keeps the result that was recorded between a look for it and the claim', async () => {
    const world = await lapsed()
    const runs = {
      ...world.runs,
      async replaceOpen(open: OpenRun, standing: OpenRun) {
        await world.runs.putResult(world.result)
        return world.runs.replaceOpen(open, standing)
      },
      putResult: () => Promise.reject(new Error('nothing is to be recorded')),
    }
    expect(await ended(world, runs)).toMatchObject({ kind: 'recorded', fresh: false, result: { status: 0 } })
    expect(await world.runs.findResult(world.open)).toEqual(world.result)
    expect(await world.runs.findOpen(world.open)).toBeUndefined()
  })

  test('is left to whoever takes it over at the same time', async () => {
    const world = await lapsed()
    const runs = { ...world.runs, replaceOpen: () => Promise.resolve(false) }
    expect(await ended(world, runs)).toEqual({ kind: 'under-way' })
    expect(await world.runs.findResult(world.open)).toBeUndefined()
  })
})
