import { describe, expect, test } from 'vitest'

import { emptyState } from '../../../shared/core/judging/evaluate.ts'
import { DAY, MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { quietTopic } from '../../../shared/core/judging/alert-cap.ts'
import { NOON, monitorState, openRun, owedAlert, topicTraffic } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import { longTest } from '../../support/thorough.ts'

export function stateContract(under: StoreUnderTest): void {
  describe('the installation', () => {
    test('has one id, the same for everyone who asks at once and ever after', async () => {
      const asked = [under.store, under.another, under.store, under.another]
      const [id, ...others] = await Promise.all(asked.map((store) => store.installation()))
      expect(id).toMatch(/^[0-9a-f]{32}$/)
      expect(others).toEqual([id, id, id])
      await under.clock.advance(1000 * DAY)
      expect(await under.another.installation()).toBe(id)
    })
  })

  describe('the maintenance windows of tags', () => {
    const nightly = {
      tag: 'web',
      window: {
        mode: 'pause',
        zone: 'Europe/Berlin',
        start: '22:00',
        days: ['sat', 'sun'],
        durationMinutes: 120,
        note: 'backups',
      },
    } as const
    const once = {
      tag: 'shop',
      window: { mode: 'mute', zone: 'UTC', start: '2026-12-01T22:00', durationMinutes: 5 },
    } as const

    test('are none before the first are put, and then as they were put', async () => {
      expect(await under.store.findTagWindows()).toEqual({ version: 0, windows: [] })
      expect(await under.store.putTagWindows({ version: 1, windows: [nightly, once] })).toBe(true)
      expect(await under.another.findTagWindows()).toEqual({ version: 1, windows: [nightly, once] })
    })

    test('give way to whoever changed them meanwhile', async () => {
      await under.store.putTagWindows({ version: 1, windows: [nightly] })
      expect(await under.another.putTagWindows({ version: 1, windows: [] })).toBe(false)
      expect(await under.another.putTagWindows({ version: 2, windows: [once] })).toBe(true)
      expect(await under.store.findTagWindows()).toEqual({ version: 2, windows: [once] })
    })
  })

  describe('the state of a monitor', () => {
    test.each([
      { kind: 'an empty state', state: { ...emptyState('inbox'), version: 1 } },
      { kind: 'a state with every field', state: monitorState() },
    ])('$kind is read back as it was put', async ({ state }) => {
      expect(await under.store.findState('inbox')).toBeUndefined()
      expect(await under.store.putState(state, undefined)).toBe(true)
      expect(await under.another.findState('inbox')).toEqual(state)
      expect(await under.store.findState('outbox')).toBeUndefined()
    })

    test.each([
      { stored: undefined, version: 1, wins: true },
      { stored: undefined, version: 2, wins: false },
      { stored: 1, version: 1, wins: false },
      { stored: 1, version: 2, wins: true },
      { stored: 1, version: 3, wins: false },
    ])('version $version over $stored is written: $wins', async ({ stored, version, wins }) => {
      if (stored !== undefined) await under.store.putState(monitorState({ version: stored }), undefined)
      const next = monitorState({ version, recentRoundTripMs: [1] })
      expect(await under.another.putState(next, undefined)).toBe(wins)
      const standing = await under.store.findState('inbox')
      expect(standing?.version).toBe(wins ? version : stored)
    })

    longTest('is refused, with an error, where it is larger than DynamoDB takes', async () => {
      const owed = Array.from({ length: 500 }, () => owedAlert())
      await expect(under.store.putState(monitorState({ owed }), undefined)).rejects.toThrow(/size/i)
      expect(await under.store.findState('inbox')).toBeUndefined()
    })

    test('is written by exactly one of many at once', async () => {
      await under.store.putState(monitorState(), undefined)
      const won = await Promise.all(
        [1, 2, 3, 4, 5].map((ms) =>
          under.store.putState(monitorState({ version: 2, recentRoundTripMs: [ms] }), undefined),
        ),
      )
      expect(won.filter((one) => one)).toHaveLength(1)
      const standing = await under.store.findState('inbox')
      expect(standing?.recentRoundTripMs).toEqual([won.indexOf(true) + 1])
    })

    test('is found among those of other monitors, of which some have none', async () => {
      const [inbox, outbox] = [monitorState(), monitorState({ monitorId: 'outbox' })]
      for (const state of [inbox, outbox]) await under.store.putState(state, undefined)
      expect(await under.another.findStates(['outbox', 'nobody', 'inbox', 'outbox'])).toEqual(
        new Map(Object.entries({ inbox, outbox })),
      )
      expect(await under.another.findStates([])).toEqual(new Map())
    })

    test('never expires', async () => {
      await under.store.putState(monitorState(), undefined)
      await under.clock.advance(5000 * DAY)
      expect(await under.store.findState('inbox')).toEqual(monitorState())
    })
  })

  describe('the traffic of a topic', () => {
    test.each([
      { kind: 'that was quiet so far', traffic: { ...quietTopic('alerts'), version: 1 } },
      { kind: 'with every field', traffic: topicTraffic() },
    ])('$kind is read back as it was put', async ({ traffic }) => {
      expect(await under.store.findTraffic('alerts')).toBeUndefined()
      expect(await under.store.putTraffic(traffic)).toBe(true)
      expect(await under.another.findTraffic('alerts')).toEqual(traffic)
      expect(await under.store.findTraffic('on-call')).toBeUndefined()
    })

    test.each([
      { stored: undefined, version: 1, wins: true },
      { stored: undefined, version: 2, wins: false },
      { stored: 1, version: 1, wins: false },
      { stored: 1, version: 2, wins: true },
      { stored: 1, version: 3, wins: false },
    ])('of version $version over $stored is written: $wins', async ({ stored, version, wins }) => {
      if (stored !== undefined) await under.store.putTraffic(topicTraffic({ version: stored }))
      expect(await under.another.putTraffic(topicTraffic({ version, alone: [] }))).toBe(wins)
      expect((await under.store.findTraffic('alerts'))?.version).toBe(wins ? version : stored)
    })

    test('is written by exactly one of many at once', async () => {
      await under.store.putTraffic(topicTraffic())
      const won = await Promise.all(
        [1, 2, 3, 4, 5].map((digestAt) => under.store.putTraffic(topicTraffic({ version: 2, digestAt }))),
      )
      expect(won.filter((one) => one)).toHaveLength(1)
      expect((await under.another.findTraffic('alerts'))?.digestAt).toBe(won.indexOf(true) + 1)
    })

    test('is due for nobody, and no monitor’s state', async () => {
      await under.store.putTraffic(topicTraffic())
      expect(await under.store.due(NOON + DAY, 10)).toEqual([])
      expect(await under.store.findState('#topic#alerts')).toBeUndefined()
    })
  })

  describe('what is due', () => {
    const dueState = (monitorId: string) => ({ kind: 'state', monitorId })
    const dueRun = (run: unknown) => ({ kind: 'run', run })

    test('is nothing in an empty table', async () => {
      expect(await under.store.due(NOON, 10)).toEqual([])
    })

    test('is each run whose claim lapsed and each state whose time came, oldest first, to the ms', async () => {
      const lapsed = openRun({ until: NOON + 2 * SECOND })
      const later = openRun({ monitorId: 'outbox', until: NOON + 4 * SECOND })
      await under.store.claim(later)
      await under.store.claim(lapsed)
      await under.store.putState(monitorState({ monitorId: 'third' }), NOON + 3 * SECOND)
      await under.store.putState(monitorState({ monitorId: 'first' }), NOON + 1 * SECOND)
      const all = [dueState('first'), dueRun(lapsed), dueState('third'), dueRun(later)]
      expect(await under.another.due(NOON + 4 * SECOND, 10)).toEqual(all)
      expect(await under.another.due(NOON + 4 * SECOND - 1, 10)).toEqual(all.slice(0, 3))
      expect(await under.another.due(NOON + SECOND, 10)).toEqual(all.slice(0, 1))
      expect(await under.another.due(NOON + SECOND - 1, 10)).toEqual([])
    })

    longTest('is cut to the oldest of the limit', async () => {
      const ids = Array.from({ length: 25 }, (_, index) => `monitor-${String(index)}`)
      for (const [index, monitorId] of [...ids.entries()].reverse()) {
        await under.store.putState(monitorState({ monitorId }), NOON + index)
      }
      expect(await under.store.due(NOON + DAY, 7)).toEqual(ids.slice(0, 7).map(dueState))
      expect(await under.store.due(NOON + DAY, 100)).toHaveLength(25)
    })

    test('holds only what someone must look at: a state without a time is in it no more', async () => {
      await under.store.putState(monitorState(), NOON)
      await under.store.putState(monitorState({ version: 2 }), undefined)
      expect(await under.store.due(NOON + DAY, 10)).toEqual([])
    })

    test('has a run at its newest time only, and as it stands now', async () => {
      const claimed = openRun({ until: NOON + MINUTE })
      const extended = openRun({ attempt: 'attempt-2', attempts: 2, until: NOON + 5 * MINUTE, stage: 'sent' })
      await under.store.claim(claimed)
      await under.store.replaceOpen(extended, claimed)
      expect(await under.store.due(NOON + 4 * MINUTE, 10)).toEqual([])
      expect(await under.store.due(NOON + 5 * MINUTE, 10)).toEqual([dueRun(extended)])
    })
  })
}
