import { describe, expect, test } from 'vitest'

import { type RunView, run } from '../../../../shared/app/history/views/run.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'

const at = (minutes: number, change: Partial<RunResult> = {}) => ({
  scheduledAt: NOON + minutes * MINUTE,
  startedAt: NOON + minutes * MINUTE,
  finishedAt: NOON + minutes * MINUTE + 5 * SECOND,
  ...change,
})
const good = (minutes: number, change?: Partial<RunResult>) => deliveredResult(at(minutes, change))
const lost = (minutes: number, change?: Partial<RunResult>) => lostResult(at(minutes, change))
/** From that minute on, every ten minutes. */
const outage = (from: number, runs: number) => Array.from({ length: runs }, (_, n) => lost(from + 10 * n))

async function lastGoodOf(failed: RunResult, results: readonly RunResult[]): Promise<RunView['lastGood']> {
  const { ports } = await past({ now: NOON + 1000 * MINUTE, results })
  const answer = await run(`inbox/${failed.runId}`, ports)
  if (answer.kind !== 'run') throw new Error(JSON.stringify(answer))
  return answer.view.lastGood
}

describe('the last good run before one that failed is told', () => {
  test('next to it', async () => {
    const [failed, before] = [lost(0), good(-10)]
    const found = await lastGoodOf(failed, [good(-20), before, failed, good(10)])
    expect(found).toMatchObject({ ref: `inbox/${before.runId}`, words: 'came back in 1.5 s' })
  })

  test('in an outage that goes on for long: the last of all', async () => {
    const before = good(-10)
    const failed = outage(0, 40)
    const found = await lastGoodOf(failed.at(-1) ?? before, [good(-20), before, ...failed])
    expect(found?.run.runId).toBe(before.runId)
  })

  test('of an older outage: before its incident began', async () => {
    const before = good(-10)
    const failed = outage(0, 40)
    const found = await lastGoodOf(failed[30] ?? before, [good(-20), before, ...failed, good(400)])
    expect(found?.run.runId).toBe(before.runId)
  })

  test('of an older run that failed again after one had passed: that one', async () => {
    const between = good(20)
    const failed = outage(30, 5)
    const all = [good(-10), ...outage(0, 2), between, ...failed, good(80), good(90)]
    expect((await lastGoodOf(failed[4] ?? between, all))?.run.runId).toBe(between.runId)
  })

  test('as it was at its own location, and not by a test on demand', async () => {
    const [failed, before] = [lost(0), good(-12)]
    const others = [good(-5, { location: 'berlin' }), good(-4, { trigger: 'on-demand' })]
    expect((await lastGoodOf(failed, [before, ...others, failed]))?.run.runId).toBe(before.runId)
  })

  test('of a test on demand that failed too', async () => {
    const failed = lost(5, { trigger: 'on-demand' })
    const before = good(0)
    expect((await lastGoodOf(failed, [before, failed]))?.run.runId).toBe(before.runId)
  })
})

test('of an endless outage few results are looked through', async () => {
  const failed = outage(0, 90)
  const { ports } = await past({ now: NOON + 1000 * MINUTE, results: failed })
  let read = 0
  const runs = {
    ...ports.runs,
    async *resultsBackwards(...asked: Parameters<typeof ports.runs.resultsBackwards>) {
      for await (const one of ports.runs.resultsBackwards(...asked)) {
        read += 1
        yield one
      }
    },
  }
  const answer = await run(`inbox/${failed[80]?.runId ?? ''}`, { ...ports, runs })
  expect(answer).toMatchObject({ kind: 'run' })
  expect(read).toBeLessThanOrEqual(3 + 2 * 10)
})

test('there is no last good run of one that passed, or before the first', async () => {
  const [first, passed] = [lost(0), good(10)]
  expect(await lastGoodOf(passed, [good(-10), first, passed])).toBeUndefined()
  expect(await lastGoodOf(first, [first, passed])).toBeUndefined()
})
