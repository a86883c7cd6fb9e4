import { describe, expect, test } from 'vitest'

import type { AcceptedDefinition } from '../../../shared/app/ports/stores/accepted-definitions.ts'
import { row } from '../monitor-store.ts'
import { NOON } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const { definition } = row()
const accepted: AcceptedDefinition = { definition, managedBy: 'table', acceptedAt: NOON }

export function acceptedDefinitionContract(under: StoreUnderTest): void {
  describe('an accepted definition', () => {
    test('is read as it was put last, with where schedules may stand beside its own locations', async () => {
      expect(await under.store.findAccepted('inbox')).toBeUndefined()
      const owing = { ...accepted, alsoAt: ['berlin', 'us-west-2'] }
      await under.store.putAccepted('inbox', owing)
      expect(await under.another.findAccepted('inbox')).toEqual(owing)
      await under.another.putAccepted('inbox', accepted)
      expect(await under.store.findAccepted('inbox')).toEqual(accepted)
    })

    test('is dropped, however often', async () => {
      await under.store.putAccepted('inbox', accepted)
      for (let times = 0; times < 2; times += 1) await under.another.dropAccepted('inbox')
      expect(await under.store.findAccepted('inbox')).toBeUndefined()
    })
  })
}
