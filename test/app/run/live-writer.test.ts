import { expect, test } from 'vitest'

import { diagnosticLog } from '../../../shared/app/probe/diagnostic-log.ts'
import { liveWriter } from '../../../shared/app/run/live-writer.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { openRun } from '../../contracts/run-fixtures.ts'
import { fakeClock } from '../../support/fake-clock.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'

function followed(change: Parameters<typeof openRun>[0] = {}) {
  const clock = fakeClock()
  const runs = memoryStore(clock)
  const writes: number[] = []
  const failures = { left: 0 }
  const live = liveWriter(openRun(change), {
    clock,
    runs: {
      ...runs,
      async putLive(run, news) {
        writes.push(news.number)
        if (failures.left-- > 0) throw new Error('throttled')
        await runs.putLive(run, news)
      },
    },
  })
  const log = diagnosticLog(clock, live.onPhase)
  live.follow(log)
  const texts = async (after = 0) =>
    (await runs.findLive(openRun(change), after)).map(({ number, lines }) => [
      number,
      ...lines.map(({ text }) => text),
    ])
  return { clock, runs, live, log, writes, failures, texts }
}

test('what is new is written once a second, and nothing where nothing is', async () => {
  const { clock, log, writes, texts, live } = followed()
  log.note('one')
  log.note('two')
  await clock.advance(SECOND - 1)
  expect(writes).toEqual([])
  await clock.advance(1)
  expect(await texts()).toEqual([[1001, 'one', 'two']])
  await clock.advance(60 * SECOND)
  log.note('three')
  await clock.advance(SECOND)
  expect(await texts()).toEqual([
    [1001, 'one', 'two'],
    [1002, 'three'],
  ])
  await live.end()
  expect([writes, clock.pendingTimers]).toEqual([[1001, 1002], 0])
})

test('the numbers of a later attempt stand behind those of the first', async () => {
  const { clock, log, texts } = followed({ attempts: 2 })
  log.note('again')
  await clock.advance(SECOND)
  expect(await texts()).toEqual([[2001, 'again']])
})

test('phases are told in the order in which they came', async () => {
  const { clock, runs, log } = followed()
  await log.dialogue('smtp').during('connect', () => clock.advance(5))
  await clock.advance(SECOND)
  expect((await runs.findLive(openRun(), 0))[0]?.phases).toEqual([
    { side: 'smtp', session: 1, phase: 'connect', state: 'begun', ms: 0 },
    { side: 'smtp', session: 1, phase: 'connect', state: 'ended', ms: 5 },
  ])
})

test('a write that failed is made again as it was, and what came since follows it', async () => {
  const { clock, log, writes, failures, texts } = followed()
  failures.left = 2
  log.note('one')
  await clock.advance(SECOND)
  log.note('two')
  await clock.advance(3 * SECOND)
  expect(writes).toEqual([1001, 1001, 1001, 1002])
  expect(await texts()).toEqual([
    [1001, 'one'],
    [1002, 'two'],
  ])
})

test('at the end all that is left is written', async () => {
  const { log, failures, live, texts, clock } = followed()
  log.dialogue('smtp').server('250 taken')
  failures.left = 1
  await clock.advance(2 * SECOND)
  log.note('the end')
  await clock.runUntil(live.end())
  expect(await texts()).toEqual([
    [1001, '250 taken'],
    [1002, 'the end'],
  ])
})

test('a store that does not answer holds the end up for 2 s, and one that refuses for nothing', async () => {
  const { log, failures, live, clock } = followed()
  failures.left = Infinity
  log.note('one')
  await clock.runUntil(live.end(), 0)

  const hung = fakeClock()
  const writer = liveWriter(openRun(), {
    clock: hung,
    runs: { ...memoryStore(hung), putLive: () => new Promise(() => undefined) },
  })
  const log2 = diagnosticLog(hung, writer.onPhase)
  writer.follow(log2)
  log2.note('one')
  const before = hung.monotonicMs()
  await hung.runUntil(writer.end())
  expect(hung.monotonicMs() - before).toBe(2 * SECOND)
})

test('a flood of lines is bounded, and says how many were left out', async () => {
  const { clock, log, runs } = followed()
  for (let at = 0; at < 3000; at += 1) log.note(`line ${at}`)
  await clock.advance(SECOND)
  const lines = (await runs.findLive(openRun(), 0)).flatMap(({ lines: some }) => some.map(({ text }) => text))
  expect([lines.length, lines[0], lines[998], lines[999]]).toEqual([
    1000,
    'line 0',
    'line 998',
    '2001 lines left out here',
  ])
  log.note('after the flood')
  await clock.advance(SECOND)
  expect((await runs.findLive(openRun(), 1001))[0]?.lines.map(({ text }) => text)).toEqual([
    'after the flood',
  ])
})
