import { describe, expect, test } from 'vitest'

import { MOST_DELETED, deletedId } from '../../../shared/core/identity/deleted-messages.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const IDS = Array.from({ length: MOST_DELETED }, (_, n) => deletedId('pop.example.com probe', `uid-${n}`))

export function deletedMessageContract(under: StoreUnderTest): void {
  describe('what a monitor has deleted', () => {
    test('is unknown at first, and stands whole, in its order, as it was put last', async () => {
      expect(await under.store.findDeleted('inbox')).toBeUndefined()
      await under.store.putDeleted('inbox', { once: [], fetched: ['b', 'a'] })
      await under.store.putDeleted('inbox', { once: IDS, fetched: IDS.toReversed() })
      expect(await under.another.findDeleted('inbox')).toEqual({ once: IDS, fetched: IDS.toReversed() })
      await under.another.putDeleted('inbox', { once: [], fetched: [] })
      expect(await under.store.findDeleted('inbox')).toEqual({ once: [], fetched: [] })
    })

    test('is that of one monitor', async () => {
      await under.store.putDeleted('inbox', { once: ['a'], fetched: [] })
      expect(await under.another.findDeleted('inbox-2')).toBeUndefined()
    })
  })
}
