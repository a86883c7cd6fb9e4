import { expect, test } from 'vitest'

import { type FigurePorts, fleetFigures } from '../../../../shared/app/history/views/fleet-figures.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { DAY, MINUTE, SECOND } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { removeRow } from '../../../support/remove-row.ts'
import { judged, past } from '../../../support/worlds/past.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'

const at = (minutes: number, location = 'home') => ({ location, scheduledAt: NOON + minutes * MINUTE })

/** A monitor whose last run was at noon, minutes later; `reads` counts the queries for results, and these. */
async function figuresOf(results: readonly RunResult[] = [deliveredResult(at(0))]) {
  const world = await past({ now: NOON + 2 * MINUTE, definitions: [DEFINITION], results })
  const stored = [...results]
  let queries = 0
  let read = 0
  const ports: FigurePorts = {
    ...world.ports,
    clock: world.clock,
    runs: {
      ...world.runs,
      async *resultsBackwards(...question) {
        queries += 1
        for await (const result of world.runs.resultsBackwards(...question)) {
          read += 1
          yield result
        }
      },
    },
  }
  /** The state as it is once these were judged. */
  async function judge(...more: readonly RunResult[]) {
    stored.push(...more)
    const version = ((await world.runs.findState('inbox'))?.version ?? 0) + 1
    await world.runs.putState({ ...judged(DEFINITION, stored).state, version }, undefined)
  }
  const ask = fleetFigures(ports)
  return {
    ...world,
    ports,
    judge,
    async ran(...more: readonly RunResult[]) {
      for (const result of more) await world.runs.putResult(result)
      await judge(...more)
      const last = Math.max(...more.map(({ finishedAt }) => finishedAt))
      await world.clock.advance(last + SECOND - world.clock.now())
    },
    /** Past the 10 s for which an answer is kept. */
    async ask() {
      await world.clock.advance(10 * SECOND)
      const answer = await ask()
      return answer.find(({ monitorId }) => monitorId === 'inbox')
    },
    /** Runs so far by location: OK, and by reason. */
    async counts() {
      const found = await this.ask()
      return Object.fromEntries(
        Object.entries(found?.runs ?? {}).map(([location, { tally }]) => [
          location,
          { ...(tally.runs[0] && { ok: tally.runs[0] }), ...tally.reasons },
        ]),
      )
    },
    reads: () => ({ queries, read }),
  }
}

test('the first answer has the phases of the last run, and has counted none', async () => {
  const world = await figuresOf()
  expect((await world.ask())?.runs.home?.newest.phases).toEqual(deliveredResult(at(0)).phases)
  expect(await world.counts()).toEqual({ home: {} })
})

test('each run since then is counted once, by its reason, however often it is asked', async () => {
  const world = await figuresOf()
  await world.ask()
  await world.ran(deliveredResult(at(10)), lostResult(at(20)), lostResult(at(30)))
  expect(await world.counts()).toEqual({ home: { ok: 1, 'message-not-delivered': 2 } })
  expect(await world.counts()).toEqual({ home: { ok: 1, 'message-not-delivered': 2 } })
  expect((await world.ask())?.runs.home?.newest.phases).toEqual(lostResult(at(30)).phases)
})

test('a location that ends later is counted though its run was scheduled before', async () => {
  const world = await figuresOf([deliveredResult(at(0)), deliveredResult(at(0, 'berlin'))])
  await world.ask()
  await world.ran(deliveredResult(at(11)))
  await world.ask()
  await world.ran(lostResult({ ...at(10, 'berlin'), finishedAt: NOON + 15 * MINUTE }))
  expect(await world.counts()).toEqual({ home: { ok: 1 }, berlin: { 'message-not-delivered': 1 } })
})

test('of two locations that ran, each is counted from where it was', async () => {
  const world = await figuresOf([deliveredResult(at(-20, 'berlin')), deliveredResult(at(0))])
  await world.ask()
  await world.ran(
    lostResult(at(-10, 'berlin')),
    lostResult({ ...at(-1, 'berlin'), finishedAt: NOON + 9 * MINUTE }),
  )
  await world.ran(deliveredResult(at(10)))
  expect(await world.counts()).toEqual({ home: { ok: 1 }, berlin: { 'message-not-delivered': 1 } })
})

test('results are read only where a run has come, and no further back than the last one known', async () => {
  const world = await figuresOf()
  await world.ask()
  const before = world.reads()
  await world.ask()
  expect(world.reads()).toEqual(before)
  for (let run = 1; run <= 5; run += 1) {
    await world.ran(deliveredResult(at(10 * run)))
    await world.ask()
    expect(world.reads()).toEqual({ queries: before.queries + run, read: before.read + 2 * run })
  }
})

test('where reading takes longer than five seconds, the rest comes with the next answer', async () => {
  const { ports, clock } = await past({
    now: NOON + 2 * MINUTE,
    definitions: Array.from({ length: 20 }, (_, index) => ({ ...DEFINITION, monitorId: `m-${index}` })),
    results: Array.from({ length: 20 }, (_, index) => deliveredResult({ ...at(0), monitorId: `m-${index}` })),
  })
  const { resultsBackwards } = ports.runs
  ports.runs.resultsBackwards = async function* (...question) {
    await clock.advance(5 * SECOND)
    yield* resultsBackwards(...question)
  }
  const ask = fleetFigures({ ...ports, clock })
  const known = async () => (await ask()).filter(({ runs }) => runs.home).length
  expect(await known()).toBe(16)
  await clock.advance(10 * SECOND)
  expect(await known()).toBe(20)
})

test('a result that cannot be read yet is counted when it can', async () => {
  const world = await figuresOf()
  await world.ask()
  const late = deliveredResult(at(10))
  await world.judge(late)
  expect(await world.counts()).toEqual({ home: {} })
  await world.runs.putResult(late)
  await world.clock.advance(late.finishedAt + SECOND - world.clock.now())
  expect(await world.counts()).toEqual({ home: { ok: 1 } })
})

test('a state that lags behind takes nothing back', async () => {
  const world = await figuresOf()
  await world.ask()
  const former = await world.runs.findState('inbox')
  await world.ran(deliveredResult(at(10)))
  expect(await world.counts()).toEqual({ home: { ok: 1 } })
  if (former) await world.runs.putState({ ...former, version: former.version + 2 }, undefined)
  expect((await world.ask())?.lastRuns.home?.finishedAt).toBe(deliveredResult(at(0)).finishedAt)
  expect(await world.counts()).toEqual({ home: { ok: 1 } })
})

test('what was counted stays where an answer failed', async () => {
  const world = await figuresOf()
  await world.ask()
  await world.ran(deliveredResult(at(10)))
  await world.ask()
  await world.ran(deliveredResult(at(20)))
  const { resultsBackwards } = world.ports.runs
  world.ports.runs.resultsBackwards = () => {
    throw new Error('throttled')
  }
  await expect(world.ask()).rejects.toThrow('throttled')
  world.ports.runs.resultsBackwards = resultsBackwards
  expect(await world.counts()).toEqual({ home: { ok: 2 } })
})

test('runs on demand, in maintenance and without a login are not counted', async () => {
  const world = await figuresOf()
  await world.ask()
  await world.ran(
    deliveredResult({ ...at(10), maintenance: true }),
    lostResult({ ...at(20), reason: 'mailbox-login-refused', tried: false, refusedAt: NOON }),
    deliveredResult({ ...at(20.5), trigger: 'on-demand' }),
  )
  expect(await world.counts()).toEqual({ home: {} })
  expect((await world.ask())?.runs.home?.newest.trigger).toBe('schedule')
})

test('of a process that slept for days the newest hundred are counted', async () => {
  const world = await figuresOf()
  await world.ask()
  const slept = Array.from({ length: (3 * DAY) / (30 * MINUTE) }, (_, index) =>
    deliveredResult(at(30 * (index + 1))),
  )
  await world.ran(...slept)
  expect(await world.counts()).toEqual({ home: { ok: 100 } })
})

test('a monitor that is added begins at its first run, one that is removed is gone', async () => {
  const world = await figuresOf([])
  expect((await world.ask())?.runs).toEqual({})
  await world.ran(deliveredResult(at(10)), lostResult(at(20)))
  expect(await world.counts()).toEqual({ home: { ok: 1, 'message-not-delivered': 1 } })
  await removeRow(world.monitors, 'inbox')
  expect(await world.ask()).toBeUndefined()
})
