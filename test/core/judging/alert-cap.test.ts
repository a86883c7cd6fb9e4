import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  CAP_WINDOW,
  DEFAULT_ALERT_CAP,
  DIGEST_AFTER,
  admit,
  quietTopic,
} from '../../../shared/core/judging/alert-cap.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'

const NOON = Date.UTC(2026, 0, 5, 12)

/** Asks for these alerts one after the other; answers what became of each, and what is known in the end. */
function ask(
  alerts: readonly { alertId: string; at: number; behind?: true }[],
  traffic = quietTopic('alerts'),
) {
  const admitted = alerts.map(({ alertId, at, behind }) => {
    const { admission, next } = admit(traffic, { alertId, behindFolded: behind ?? false }, at)
    if (next) traffic = next
    return admission
  })
  return { admitted, traffic }
}

const at = (times: readonly number[]) => times.map((time, n) => ({ alertId: `a${n}`, at: time }))
const burst = (count: number, from = NOON) => at(Array.from({ length: count }, () => from))
const kinds = ({ admitted }: ReturnType<typeof ask>) => admitted.map(({ kind }) => kind)

describe('a topic', () => {
  test('takes the first alert at once, and ten in all within five minutes; the eleventh is folded', () => {
    expect(DEFAULT_ALERT_CAP).toBe(10)
    expect(kinds(ask(burst(12)))).toEqual([...Array<string>(10).fill('alone'), 'folded', 'folded'])
  })

  test('takes alerts at once again as soon as there is room in the last five minutes', () => {
    const times = [...burst(10), { alertId: 'b', at: NOON + CAP_WINDOW - 1 }]
    expect(kinds(ask(times)).at(-1)).toBe('folded')
    expect(kinds(ask([...times, { alertId: 'c', at: NOON + CAP_WINDOW }])).at(-1)).toBe('alone')
  })

  test('that takes one every 30 seconds never folds', () => {
    expect(kinds(ask(at(Array.from({ length: 100 }, (_, n) => NOON + n * 30 * SECOND))))).not.toContain(
      'folded',
    )
  })

  test('folds an alert behind one that was folded, however quiet it is', () => {
    expect(kinds(ask([{ alertId: 'a', at: NOON, behind: true }]))).toEqual(['folded'])
  })

  test('lets an alert that is asked for again out on the same place', () => {
    const { traffic } = ask(burst(10))
    const again = admit(traffic, { alertId: 'a9', behindFolded: false }, NOON + MINUTE)
    expect(again).toEqual({ admission: { kind: 'alone' } })
  })

  test('writes nothing down for a folded alert but the first, so that a storm does not queue at one item', () => {
    const { traffic } = ask(burst(11))
    expect(admit(traffic, { alertId: 'x', behindFolded: false }, NOON + MINUTE)).not.toHaveProperty('next')
  })
})

describe('the digest', () => {
  test('is due five minutes after the first alert that it takes, for all of them', () => {
    const late = { alertId: 'late', at: NOON + 4 * MINUTE }
    const digestAt = NOON + DIGEST_AFTER
    expect(ask([...burst(11), late]).admitted.slice(10)).toEqual([
      { kind: 'folded', digestAt },
      { kind: 'folded', digestAt },
    ])
  })

  test('that was due is followed by another', () => {
    const { traffic } = ask(burst(11))
    const later = NOON + DIGEST_AFTER
    const { admitted } = ask([...at(Array.from({ length: 11 }, () => later))], traffic)
    expect(admitted.at(-1)).toEqual({ kind: 'folded', digestAt: later + DIGEST_AFTER })
  })
})

test('what a clock far ahead wrote down holds up nothing', () => {
  const { traffic } = ask(burst(11, NOON + 24 * 60 * MINUTE))
  expect(ask([{ alertId: 'x', at: NOON }], traffic).admitted).toEqual([{ kind: 'alone' }])
  const behind = ask([{ alertId: 'x', at: NOON, behind: true }], traffic)
  expect(behind.admitted).toEqual([{ kind: 'folded', digestAt: NOON + DIGEST_AFTER }])
})

test('whatever comes when: never more than ten alone in any five minutes, no digest later than five minutes, little kept', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 2 * MINUTE }), { maxLength: 120 })
  fc.assert(
    fc.property(gaps, (between) => {
      const times = between.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? NOON) + gap], [])
      const { admitted, traffic } = ask(at(times))
      const alone = times.filter((_, n) => admitted[n]?.kind === 'alone')
      for (const time of alone) {
        const within = alone.filter((other) => other > time - CAP_WINDOW && other <= time)
        expect(within.length).toBeLessThanOrEqual(DEFAULT_ALERT_CAP)
      }
      for (const [n, admission] of admitted.entries()) {
        if (admission.kind !== 'folded') continue
        expect(admission.digestAt).toBeGreaterThan(times[n] ?? 0)
        expect(admission.digestAt).toBeLessThanOrEqual((times[n] ?? 0) + DIGEST_AFTER)
      }
      expect(traffic.alone.length).toBeLessThanOrEqual(DEFAULT_ALERT_CAP)
    }),
  )
})
