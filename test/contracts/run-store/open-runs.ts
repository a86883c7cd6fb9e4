import { describe, expect, test } from 'vitest'

import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, openRun } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import { longTest } from '../../support/thorough.ts'

export function openRunContract(under: StoreUnderTest): void {
  describe('a run under way', () => {
    test('is unknown before it is claimed', async () => {
      expect(await under.store.findOpen(openRun())).toBeUndefined()
    })

    test('is read back as it was claimed, by every store on the table', async () => {
      const open = openRun({ requestId: 'request-1' })
      expect(await under.store.claim(open)).toBe(true)
      expect(await under.store.findOpen(open)).toEqual(open)
      expect(await under.another.findOpen(open)).toEqual(open)
    })

    test('is claimed once', async () => {
      await under.store.claim(openRun())
      expect(await under.another.claim(openRun({ attempt: 'attempt-2' }))).toBe(false)
      expect(await under.store.findOpen(openRun())).toMatchObject({ attempt: 'attempt-1' })
    })

    test('goes to exactly one of many that claim it at once', async () => {
      const attempts = ['a', 'b', 'c', 'd', 'e', 'f']
      const won = await Promise.all(
        attempts.map((attempt, index) =>
          (index % 2 ? under.store : under.another).claim(openRun({ attempt })),
        ),
      )
      expect(won.filter((one) => one)).toHaveLength(1)
      expect(await under.store.findOpen(openRun())).toMatchObject({ attempt: attempts[won.indexOf(true)] })
    })

    test('is another run at another location, time, trigger or monitor', async () => {
      await under.store.claim(openRun())
      const others = [
        openRun({ location: 'eu-west-1' }),
        openRun({ scheduledAt: NOON + MINUTE }),
        openRun({ trigger: 'recheck' }),
        openRun({ monitorId: 'outbox' }),
      ]
      for (const other of others) expect(await under.store.claim(other)).toBe(true)
    })

    test('keeps every field that a later stage adds', async () => {
      const claimed = openRun()
      await under.store.claim(claimed)
      const seen = { at: NOON + 900, roundTripMs: 610.25, resolutionMs: 0, transitMs: 250, junkMarks: '' }
      const sent = openRun({ stage: 'sent', mailFromAt: NOON + 300, acceptedAt: NOON + 600, seen })
      expect(await under.store.replaceOpen(sent, claimed)).toBe(true)
      expect(await under.another.findOpen(claimed)).toEqual(sent)
    })

    const standing = openRun({ attempt: 'attempt-1', stage: 'submitting' })
    test.each([
      {
        who: 'the attempt that holds it, at its stage',
        attempt: 'attempt-1',
        stage: 'submitting',
        wins: true,
      },
      { who: 'another attempt', attempt: 'attempt-0', stage: 'submitting', wins: false },
      { who: 'the same attempt, at a stage before', attempt: 'attempt-1', stage: 'claimed', wins: false },
      { who: 'the same attempt, at a stage ahead', attempt: 'attempt-1', stage: 'sent', wins: false },
    ] as const)('is replaced by $who: $wins', async ({ attempt, stage, wins }) => {
      await under.store.claim(standing)
      const next = { ...standing, stage: 'sent', acceptedAt: NOON + 600 } as const
      expect(await under.store.replaceOpen(next, { attempt, stage })).toBe(wins)
      expect(await under.store.findOpen(standing)).toEqual(wins ? next : standing)
    })

    longTest('is taken over by exactly one of many', async () => {
      await under.store.claim(openRun())
      const attempts = ['b', 'c', 'd', 'e']
      const won = await Promise.all(
        attempts.map((attempt) => under.store.replaceOpen(openRun({ attempt, attempts: 2 }), openRun())),
      )
      expect(won.filter((one) => one)).toHaveLength(1)
    })

    test('cannot be replaced when there is none', async () => {
      expect(await under.store.replaceOpen(openRun({ stage: 'sent' }), openRun())).toBe(false)
      expect(await under.store.findOpen(openRun())).toBeUndefined()
    })

    test('is gone once dropped, and dropping it again does nothing', async () => {
      await under.store.claim(openRun())
      await under.another.dropOpen(openRun())
      await under.store.dropOpen(openRun())
      expect(await under.store.findOpen(openRun())).toBeUndefined()
      expect(await under.store.due(NOON + DAY, 10)).toEqual([])
    })

    test('counts as absent once it has expired, and can be claimed anew', async () => {
      await under.store.claim(openRun())
      await under.clock.advance(8 * DAY)
      expect(await under.store.findOpen(openRun())).toBeUndefined()
      expect(await under.store.due(under.clock.now(), 10)).toEqual([])
      expect(await under.store.replaceOpen(openRun({ stage: 'sent' }), openRun())).toBe(false)
      expect(await under.store.claim(openRun({ attempt: 'attempt-2' }))).toBe(true)
      expect(await under.store.claim(openRun({ attempt: 'attempt-3' }))).toBe(false)
      expect(await under.store.findOpen(openRun())).toMatchObject({ attempt: 'attempt-2' })
    })
  })
}
