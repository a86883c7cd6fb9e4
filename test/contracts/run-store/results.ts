import { describe, expect, test } from 'vitest'

import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, logLine, lostResult } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import { longTest } from '../../support/thorough.ts'

export function resultContract(under: StoreUnderTest): void {
  describe('a result', () => {
    test.each([
      { kind: 'of a message that came back', result: deliveredResult() },
      { kind: 'of a lost message', result: lostResult() },
      {
        kind: 'of a refusal',
        result: lostResult({
          outcome: 'failed',
          status: 3,
          reason: 'recipient-rejected',
          phase: 'smtp.submit',
        }),
      },
      {
        kind: 'of our own fault',
        result: lostResult({
          outcome: 'inconclusive',
          status: 90,
          reason: 'secret-not-found',
          phases: { smtp: {}, mailbox: {} },
          warnings: [],
        }),
      },
    ])('$kind is read back as it was put', async ({ result }) => {
      expect(await under.store.findResult(result)).toBeUndefined()
      expect(await under.store.putResult(result)).toBe(true)
      expect(await under.another.findResult(result)).toEqual(result)
    })

    longTest('that delivered is found from the newest back, whatever lies between', async () => {
      const at = (minutes: number, make = deliveredResult) => make({ scheduledAt: NOON + minutes * MINUTE })
      const [first, second, third] = [at(0), at(10), at(20)]
      for (const result of [
        first,
        at(5, lostResult),
        second,
        at(15, lostResult),
        third,
        at(25, lostResult),
      ]) {
        await under.store.putResult(result)
      }
      expect(await under.another.latestDelivered('inbox', 2)).toEqual([third, second])
      expect(await under.another.latestDelivered('inbox', 10)).toEqual([third, second, first])
      expect(await under.another.latestDelivered('other', 10)).toEqual([])
    })

    test('is put once; the first stands', async () => {
      await under.store.putResult(lostResult())
      expect(await under.another.putResult(deliveredResult())).toBe(false)
      expect(await under.store.findResult(lostResult())).toEqual(lostResult())
    })

    test('is put by exactly one of many at once', async () => {
      const details = ['a', 'b', 'c', 'd', 'e']
      const won = await Promise.all(details.map((detail) => under.store.putResult(lostResult({ detail }))))
      expect(won.filter((one) => one)).toHaveLength(1)
      const standing = await under.another.findResult(lostResult())
      expect(standing?.detail).toBe(details[won.indexOf(true)])
    })

    test('counts as absent once it has expired, and can be put anew', async () => {
      const before = lostResult({ scheduledAt: NOON - MINUTE })
      await under.store.putResult(before)
      await under.clock.advance(399 * DAY)
      expect(await under.store.findResult(before)).toEqual(before)
      await under.clock.advance(2 * DAY)
      expect(await under.store.findResult(before)).toBeUndefined()
      expect(await under.store.resultsAfter('inbox', 'local', lostResult({ scheduledAt: 0 }).runId)).toEqual(
        [],
      )
      await under.store.noteLateArrival(before, { seenAt: NOON, delayMs: 1 })
      expect(await under.store.putResult(before)).toBe(true)
      expect(await under.store.findResult(before)).toEqual(before)
    })
  })

  describe('the newest result', () => {
    test('is the one scheduled last, wherever and for whatever it was made', async () => {
      expect(await under.store.newestResult('inbox')).toBeUndefined()
      const newest = lostResult({ location: 'eu-west-1', trigger: 'on-demand', scheduledAt: NOON + MINUTE })
      const asides = [deliveredResult(), lostResult({ monitorId: 'outbox', scheduledAt: NOON + 2 * MINUTE })]
      for (const result of [newest, ...asides]) await under.store.putResult(result)
      await under.store.putLog(newest, [logLine('x')], 30)
      expect(await under.another.newestResult('inbox')).toEqual(newest)
      await under.clock.advance(401 * DAY)
      expect(await under.store.newestResult('inbox')).toBeUndefined()
    })
  })

  describe('the results after a run', () => {
    const first = lostResult()
    const second = deliveredResult({ scheduledAt: NOON + MINUTE })
    const third = lostResult({ scheduledAt: NOON + 2 * MINUTE, trigger: 'recheck' })

    test('are those of its location, oldest first, without those on demand', async () => {
      const asides = [
        lostResult({ location: 'eu-west-1', scheduledAt: NOON + MINUTE }),
        lostResult({ trigger: 'on-demand', scheduledAt: NOON + MINUTE }),
        lostResult({ monitorId: 'outbox', scheduledAt: NOON + MINUTE }),
      ]
      for (const result of [third, ...asides, first, second]) await under.store.putResult(result)
      expect(await under.another.resultsAfter('inbox', 'local', undefined)).toEqual([first, second, third])
      expect(await under.another.resultsAfter('inbox', 'local', first.runId)).toEqual([second, third])
      expect(await under.another.resultsAfter('inbox', 'local', third.runId)).toEqual([])
      expect(await under.another.resultsAfter('nobody', 'local', undefined)).toEqual([])
    })

    test('reach back seven days when no run is named, and any time when one is', async () => {
      const [old, recent] = [8, 6].map((days) => lostResult({ scheduledAt: NOON - days * DAY }))
      const oldest = lostResult({ scheduledAt: NOON - 100 * DAY })
      for (const result of [oldest, old, recent]) if (result) await under.store.putResult(result)
      expect(await under.store.resultsAfter('inbox', 'local', undefined)).toEqual([recent])
      expect(await under.store.resultsAfter('inbox', 'local', oldest.runId)).toEqual([old, recent])
    })

    longTest('are all there when they pass what DynamoDB answers at once (1 MB)', async () => {
      const many = Array.from({ length: 30 }, (_, minute) =>
        lostResult({
          scheduledAt: NOON + minute * MINUTE,
          detail: `${String(minute)} ${'x'.repeat(80_000)}`,
        }),
      )
      for (const result of many) await under.store.putResult(result)
      expect(await under.store.resultsAfter('inbox', 'local', undefined)).toEqual(many)
    })
  })

  describe('a late arrival', () => {
    const late = { seenAt: NOON + 5 * MINUTE, delayMs: 299_500, junked: true } as const

    test('is noted on the result of a lost message, once', async () => {
      await under.store.putResult(lostResult())
      await under.another.noteLateArrival(lostResult(), late)
      await under.store.noteLateArrival(lostResult(), { seenAt: NOON + 9 * MINUTE, delayMs: 1 })
      expect(await under.store.findResult(lostResult())).toEqual(lostResult({ lateArrival: late }))
    })

    test('before the message was sent, by clocks that differ, is noted as it is', async () => {
      const early = { seenAt: NOON - MINUTE, delayMs: -MINUTE }
      await under.store.putResult(lostResult())
      await under.store.noteLateArrival(lostResult(), early)
      expect(await under.another.findResult(lostResult())).toEqual(lostResult({ lateArrival: early }))
    })

    test.each([
      { kind: 'that delivered', result: deliveredResult() },
      {
        kind: 'that failed otherwise',
        result: lostResult({ outcome: 'failed', reason: 'recipient-rejected' }),
      },
    ])('leaves a result $kind alone', async ({ result }) => {
      await under.store.putResult(result)
      await under.store.noteLateArrival(result, late)
      expect(await under.store.findResult(result)).toEqual(result)
    })

    test('makes no result where there is none', async () => {
      await under.store.noteLateArrival(lostResult(), late)
      expect(await under.store.findResult(lostResult())).toBeUndefined()
      expect(await under.store.putResult(lostResult())).toBe(true)
    })
  })

  describe('a recheck that passed', () => {
    test('is noted on the result of the failure, once, beside its other warnings', async () => {
      const failure = lostResult({ warnings: ['leftovers-swept'] })
      await under.store.putResult(failure)
      await under.another.noteRecheckPassed(failure)
      await under.store.noteRecheckPassed(failure)
      expect(await under.store.findResult(failure)).toEqual({
        ...failure,
        warnings: ['leftovers-swept', 'recheck-passed'],
      })
    })

    test('makes no result where there is none', async () => {
      await under.store.noteRecheckPassed(lostResult())
      expect(await under.store.findResult(lostResult())).toBeUndefined()
      expect(await under.store.putResult(lostResult())).toBe(true)
    })
  })

  describe('a result that lay ahead when the clock was set back', () => {
    longTest('is marked, and makes way for the result of its run', async () => {
      await under.store.putResult(lostResult())
      await under.store.noteAheadOfClock(lostResult())
      await under.another.noteAheadOfClock(lostResult())
      expect(await under.store.findResult(lostResult())).toEqual({ ...lostResult(), aheadOfClock: true })
      const { monitorId, location } = lostResult()
      expect(await under.store.resultsAfter(monitorId, location, undefined)).toMatchObject([
        { aheadOfClock: true },
      ])

      const made = lostResult({ detail: 'made in its time' })
      expect(await under.store.putResult(made)).toBe(true)
      expect(await under.another.putResult(lostResult())).toBe(false)
      expect(await under.store.findResult(made)).toEqual(made)
    })

    test('is not made where there is none', async () => {
      await under.store.noteAheadOfClock(lostResult())
      expect(await under.store.findResult(lostResult())).toBeUndefined()
    })
  })

  describe('a diagnostic log', () => {
    const run = lostResult()

    test.each([false, true])(
      'is read back line by line, whatever its text; compact: %j',
      async (compactly) => {
        const lines = [
          logLine('220 mail.example.test ESMTP'),
          logLine('EHLO probe.example.test', { side: 'client', phase: 'greeting', atMs: 13 }),
          logLine('grüße \\x00 \\u{202e} 漢字 😀 "quoted" </script>', { dialogue: 'mailbox', phase: 'auth' }),
          logLine('', { dialogue: 'run', side: 'note', phase: '' }),
        ]
        expect(await under.store.findLog(run)).toBeUndefined()
        await under.store.putLog(run, lines, 30, compactly)
        expect(await under.another.findLog(run)).toEqual(lines)
      },
    )

    test('put again, as a second attempt does, is the later one', async () => {
      await under.store.putLog(run, [logLine('first')], 30)
      await under.store.putLog(run, [logLine('second')], 30, true)
      expect(await under.store.findLog(run)).toEqual([logLine('second')])
      await under.store.putLog(run, [logLine('third')], 30)
      expect(await under.store.findLog(run)).toEqual([logLine('third')])
    })

    test.each([{ keepDays: 30 }, { keepDays: 180 }])('is kept $keepDays days', async ({ keepDays }) => {
      await under.store.putLog(run, [logLine('hello')], keepDays)
      await under.clock.advance((keepDays - 1) * DAY)
      expect(await under.store.findLog(run)).toEqual([logLine('hello')])
      await under.clock.advance(2 * DAY)
      expect(await under.store.findLog(run)).toBeUndefined()
    })
  })
}
