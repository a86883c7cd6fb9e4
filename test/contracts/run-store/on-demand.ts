import { describe, expect, test } from 'vitest'

import type { PhaseEvent } from '../../../shared/app/ports/dialogue.ts'
import type { AskedTest } from '../../../shared/core/run/asked-test.ts'
import type { Trial } from '../../../shared/core/run/trial.ts'
import { HOUR, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { NOON, TOKEN, logLine, lostResult, openRun } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const asked = (change: Partial<AskedTest> = {}): AskedTest => ({
  runId: openRun().runId,
  location: 'local',
  requestId: 'request-1',
  askedAt: NOON,
  until: NOON + 10 * MINUTE,
  ...change,
})
const phase: PhaseEvent = { side: 'smtp', session: 1, phase: 'connect', state: 'ended', ms: 12.34 }
const news = (number: number, texts: string[] = [`line ${number}`]) => ({
  number,
  lines: texts.map((text) => logLine(text)),
  phases: [phase],
})

export function onDemandContract(under: StoreUnderTest): void {
  describe('the tests asked for of a monitor', () => {
    test('stand as they were put, of each monitor apart', async () => {
      expect(await under.store.findTests('inbox')).toBeUndefined()
      const tests = { monitorId: 'inbox', version: 1, asked: [asked()] }
      expect(await under.store.putTests(tests)).toBe(true)
      expect(await under.another.findTests('inbox')).toEqual(tests)
      expect(await under.another.findTests('inbox-2')).toBeUndefined()
    })

    test('are put by one of two who read the same', async () => {
      const tests = { monitorId: 'inbox', version: 1, asked: [asked()] }
      const both = await Promise.all([under.store.putTests(tests), under.another.putTests(tests)])
      expect(both.sort()).toEqual([false, true])
      expect(await under.store.putTests({ ...tests, version: 3 })).toBe(false)
      expect(await under.store.putTests({ ...tests, version: 2, asked: [] })).toBe(true)
    })

    test('are forgotten after an hour, and can then be put again', async () => {
      await under.store.putTests({ monitorId: 'inbox', version: 1, asked: [asked()] })
      await under.clock.advance(HOUR + SECOND)
      const { version = 0, asked: left = [] } = (await under.store.findTests('inbox')) ?? {}
      expect(left).toEqual([])
      const next = asked({ askedAt: under.clock.now() })
      expect(await under.store.putTests({ monitorId: 'inbox', version: version + 1, asked: [next] })).toBe(
        true,
      )
      expect((await under.store.findTests('inbox'))?.asked).toEqual([next])
    })
  })

  describe('live news of a run', () => {
    test('come in the order of their numbers, from behind the one that was read last', async () => {
      for (const number of [1002, 1001, 2001]) await under.store.putLive(openRun(), news(number))
      expect(await under.another.findLive(openRun(), 0)).toEqual([news(1001), news(1002), news(2001)])
      expect(await under.another.findLive(openRun(), 1001)).toEqual([news(1002), news(2001)])
      expect(await under.another.findLive(openRun(), 2001)).toEqual([])
    })

    test('are of that run alone', async () => {
      await under.store.putLive(openRun(), news(1001))
      expect(await under.store.findLive({ ...openRun(), monitorId: 'inbox-2' }, 0)).toEqual([])
      expect(await under.store.findLive(openRun({ scheduledAt: NOON + MINUTE }), 0)).toEqual([])
    })

    test('may be long lines of any script', async () => {
      const many = news(
        1001,
        Array.from({ length: 1000 }, (_, at) => `${at} ${'漢字é'.repeat(100)}`),
      )
      await under.store.putLive(openRun(), many)
      expect((await under.store.findLive(openRun(), 0))[0]?.lines).toEqual(many.lines)
    })

    test('are gone after an hour', async () => {
      await under.store.putLive(openRun(), news(1001))
      await under.clock.advance(HOUR - SECOND)
      expect(await under.store.findLive(openRun(), 0)).toHaveLength(1)
      await under.clock.advance(2 * SECOND)
      expect(await under.store.findLive(openRun(), 0)).toEqual([])
    })
  })

  describe('a trial', () => {
    const trial: Trial = {
      trialId: '0123456789abcdef0123',
      location: 'local',
      definition: { monitorId: 'inbox', mailbox: { password: 'ssm:inbox' }, tags: [], slow: {} },
      askedAt: NOON,
      stage: 'asked',
    }

    test('stands once, as it was put', async () => {
      expect(await under.store.findTrial(trial.trialId)).toBeUndefined()
      expect(await under.store.putTrial(trial)).toBe(true)
      expect(await under.another.putTrial({ ...trial, askedAt: NOON + 1 })).toBe(false)
      expect(await under.another.findTrial(trial.trialId)).toEqual(trial)
      await under.store.dropTrial(trial.trialId)
      expect(await under.another.findTrial(trial.trialId)).toBeUndefined()
    })

    test('is begun by one process, and ended by that', async () => {
      await under.store.putTrial(trial)
      const begun: Trial = { ...trial, stage: 'begun', startedAt: NOON, until: NOON + MINUTE }
      const both = await Promise.all([
        under.store.replaceTrial(begun, 'asked'),
        under.another.replaceTrial(begun, 'asked'),
      ])
      expect(both.sort()).toEqual([false, true])
      const ended: Trial = { ...begun, stage: 'ended', result: lostResult(), leftToken: TOKEN }
      expect(await under.store.replaceTrial(ended, 'begun')).toBe(true)
      expect(await under.another.findTrial(trial.trialId)).toEqual(ended)
      expect(await under.another.replaceTrial(begun, 'asked')).toBe(false)
    })

    test('is gone after an hour, and can then be put again', async () => {
      await under.store.putTrial(trial)
      await under.clock.advance(HOUR + SECOND)
      expect(await under.store.findTrial(trial.trialId)).toBeUndefined()
      expect(await under.store.replaceTrial({ ...trial, stage: 'begun' }, 'asked')).toBe(false)
      expect(await under.store.putTrial(trial)).toBe(true)
    })
  })
}
