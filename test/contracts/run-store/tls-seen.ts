import { describe, expect, test } from 'vitest'

import type { LoginPlace } from '../../../shared/app/ports/stores/tls-seen.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const place = (change: Partial<LoginPlace> = {}): LoginPlace => ({
  monitorId: 'inbox',
  side: 'mailbox',
  server: 'pop.example.com:110',
  ...change,
})

export function tlsSeenContract(under: StoreUnderTest): void {
  describe('a server that had TLS', () => {
    test('is known from then on, of that monitor, side, host and port', async () => {
      expect(await under.store.wasTlsSeen(place())).toBe(false)
      await under.store.noteTlsSeen(place())
      await under.store.noteTlsSeen(place())
      expect(await under.another.wasTlsSeen(place())).toBe(true)
      for (const other of [
        place({ monitorId: 'other' }),
        place({ side: 'smtp' }),
        place({ server: 'pop.example.com:1110' }),
        place({ server: 'other.example.com:110' }),
      ]) {
        expect(await under.another.wasTlsSeen(other)).toBe(false)
      }
    })

    test('is known beside the ones before', async () => {
      const other = place({ server: 'other.example.com:110' })
      await under.store.noteTlsSeen(place())
      await under.another.noteTlsSeen(other)
      expect(await under.store.wasTlsSeen(place())).toBe(true)
      expect(await under.store.wasTlsSeen(other)).toBe(true)
    })

    test('is forgotten with all of its monitor, and can be known again', async () => {
      const sending = place({ side: 'smtp' })
      await under.store.noteTlsSeen(place())
      await under.store.noteTlsSeen(sending)
      await under.store.noteTlsSeen(place({ monitorId: 'inbox-2' }))
      await under.another.dropTlsSeen('inbox')
      expect(await under.store.wasTlsSeen(place())).toBe(false)
      expect(await under.store.wasTlsSeen(sending)).toBe(false)
      expect(await under.store.wasTlsSeen(place({ monitorId: 'inbox-2' }))).toBe(true)
      await under.store.noteTlsSeen(place())
      expect(await under.another.wasTlsSeen(place())).toBe(true)
    })
  })

  describe('a step of an upgrade', () => {
    test('is noted down with what it changed', async () => {
      expect(await under.store.findStep('clear-logins')).toBeUndefined()
      await under.store.putStep('clear-logins', { kept: ['inbox/mailbox'] })
      expect(await under.another.findStep('clear-logins')).toEqual({ kept: ['inbox/mailbox'] })
      expect(await under.another.findStep('another-step')).toBeUndefined()
    })
  })
}
