import { describe, expect, test } from 'vitest'

import type { RefusedLogin } from '../../../shared/core/run/refused-login.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const refused: RefusedLogin = {
  loginId: '0123456789abcdef0123',
  version: 1,
  refusals: 1,
  triedAt: NOON,
  refusedAt: NOON,
  tryAgainAt: NOON + 5 * MINUTE,
  evidence: {
    side: 'mailbox',
    phase: 'auth',
    kind: 'refused',
    command: 'PASS',
    responseCode: 'AUTH',
    text: '-ERR [AUTH] no',
  },
}

export function refusedLoginContract(under: StoreUnderTest): void {
  describe('a login that was refused', () => {
    test('is read back as it was put, until it is dropped', async () => {
      const { loginId } = refused
      expect(await under.store.findRefusedLogin(loginId)).toBeUndefined()
      expect(await under.store.putRefusedLogin(refused)).toBe(true)
      expect(await under.another.findRefusedLogin(loginId)).toEqual(refused)
      await under.another.dropRefusedLogin(loginId)
      expect(await under.store.findRefusedLogin(loginId)).toBeUndefined()
      await under.store.dropRefusedLogin(loginId)
    })

    test('is changed by one of those who try it at once', async () => {
      await under.store.putRefusedLogin(refused)
      expect(await under.another.putRefusedLogin(refused)).toBe(false)
      const next = { ...refused, version: 2, refusals: 2 }
      const won = await Promise.all([under.store.putRefusedLogin(next), under.another.putRefusedLogin(next)])
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await under.store.findRefusedLogin(refused.loginId)).toEqual(next)
    })
  })
}
