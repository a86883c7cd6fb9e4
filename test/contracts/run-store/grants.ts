import { describe, expect, test } from 'vitest'

import type { GrantState } from '../../../shared/core/grant/grant-state.ts'
import { DAY, HOUR } from '../../../shared/core/time/units.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import { longTest } from '../../support/thorough.ts'

const bare: GrantState = { grant: 'ssm:office', version: 1, failures: 0 }

export function grantContract(under: StoreUnderTest): void {
  const now = () => under.clock.now()
  const whole = (): GrantState => ({
    ...bare,
    leaseUntil: now() + 30_000,
    fingerprint: 'abcdef',
    issuedAt: now(),
    expiresAt: now() + HOUR,
    renewAt: now() + HOUR / 2,
    failures: 3,
    refusal: { reason: 'grant-secret-wrong', detail: 'AADSTS7000215: not the secret', at: now() },
    renewedForRefusalAt: now() - HOUR,
    endsAt: now() + 100 * DAY,
    toldDays: 21,
  })

  describe('what is known of a grant', () => {
    test('is nothing at first', async () => {
      expect(await under.store.findGrant('ssm:office')).toBeUndefined()
    })

    test('is read as it was put, by whoever reads', async () => {
      for (const state of [whole(), { ...bare, version: 2 }]) {
        expect(await under.store.putGrant(state)).toBe(true)
        expect(await under.another.findGrant('ssm:office')).toEqual(state)
      }
      expect(await under.store.findGrant('secretsmanager:office')).toBeUndefined()
    })

    test('is put by the first alone of those who read the same version', async () => {
      await under.store.putGrant(bare)
      const [first, second] = [{ ...bare, version: 2, failures: 1 }, whole()]
      expect(await under.store.putGrant(first)).toBe(true)
      expect(await under.another.putGrant({ ...second, version: 2 })).toBe(false)
      expect(await under.another.putGrant({ ...second, version: 1 })).toBe(false)
      expect(await under.store.findGrant('ssm:office')).toEqual(first)
    })

    longTest('is due when its token is to be renewed, or the end of its secret is to be told', async () => {
      const due = async (at: number) => under.store.due(at, 10)
      const item = { kind: 'grant', grant: 'ssm:office' }
      await under.store.putGrant({ ...bare, renewAt: now() + HOUR, endsAt: now() + 22 * DAY })
      expect(await due(now() + HOUR - 1)).toEqual([])
      expect(await due(now() + HOUR)).toEqual([item])
      await under.store.putGrant({ ...bare, version: 2, renewAt: now() + 2 * DAY, endsAt: now() + 22 * DAY })
      expect(await due(now() + DAY - 1)).toEqual([])
      expect(await due(now() + DAY)).toEqual([item])
      await under.store.putGrant({ ...bare, version: 3 })
      expect(await due(now() + 100 * DAY)).toEqual([])
    })
  })
}
