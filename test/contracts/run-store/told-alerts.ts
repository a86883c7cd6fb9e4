import { describe, expect, test } from 'vitest'

import type { ToldAlert } from '../../../shared/core/judging/told-alert.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, toldAlert } from '../run-fixtures.ts'
import { type StoreUnderTest, listed } from './store-under-test.ts'

export function toldAlertContract(under: StoreUnderTest): void {
  describe('an alert that was told', () => {
    const EVER = { from: -Infinity, before: Infinity }
    const found = (span: { from: number; before: number }, monitorId = 'inbox') =>
      listed(under.another.findTold(monitorId, span))

    test('is read back as it was put, with a run behind it or without', async () => {
      const { runId: _run, incidentId: _incident, digest: _digest, messageId: _id, ...plain } = toldAlert()
      const silent: ToldAlert = { ...plain, alertId: 'alert-2', transition: 'silent', toldAt: NOON + 1 }
      for (const told of [toldAlert(), silent]) await under.store.putTold(told)
      expect(await found(EVER)).toEqual([silent, toldAlert()])
    })

    test('is found in a span, its end left out, newest first, of its monitor alone', async () => {
      const all = [0, 1, 250, 1000, MINUTE].map((ms) => toldAlert({ toldAt: NOON + ms }))
      for (const told of all) await under.store.putTold(told)
      await under.store.putTold(toldAlert({ monitorId: 'outbox' }))
      expect(await found(EVER)).toEqual(all.toReversed())
      expect(await found({ from: NOON + 1, before: NOON + 1000 })).toEqual([all[2], all[1]])
      expect(await found({ from: NOON + MINUTE, before: NOON })).toEqual([])
      expect(await found(EVER, 'nobody')).toEqual([])
    })

    test('twice is there twice', async () => {
      const again = toldAlert({ toldAt: NOON + 30_000, messageId: 'another' })
      for (const told of [toldAlert(), again]) await under.store.putTold(told)
      expect(await found(EVER)).toEqual([again, toldAlert()])
    })

    test('is kept as long as results are', async () => {
      await under.store.putTold(toldAlert())
      await under.clock.advance(399 * DAY)
      expect(await found(EVER)).toEqual([toldAlert()])
      await under.clock.advance(2 * DAY)
      expect(await found(EVER)).toEqual([])
    })
  })
}
