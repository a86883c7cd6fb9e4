import { describe, expect, test } from 'vitest'

import { registered } from '../../support/worlds/registered.ts'
import type { StoreUnderTest } from './store-under-test.ts'

const ireland = registered('eu-west-1', { defaultLocations: ['home', 'eu-west-1'] })
const berlin = registered('berlin', { region: 'eu-central-1', address: '192.0.2.7' })

export function locationContract(under: StoreUnderTest): void {
  describe('the locations beside home', () => {
    test('are none at first', async () => {
      expect(await under.store.registeredLocations()).toEqual([])
    })

    test('are read by name, as they were put, by whoever reads', async () => {
      await under.store.putLocation(ireland)
      await under.store.putLocation(berlin)
      expect(await under.another.registeredLocations()).toEqual([berlin, ireland])
    })

    test('stand as they were put last, without what they had before', async () => {
      await under.store.putLocation(berlin)
      const { address, ...moved } = berlin
      const removed = { ...moved, version: '1.1.0', removed: true } as const
      await under.another.putLocation(removed)
      expect(await under.store.registeredLocations()).toEqual([removed])
      expect(address).toBeDefined()
    })

    test('are dropped one by one, however often', async () => {
      await under.store.putLocation(ireland)
      await under.store.putLocation(berlin)
      for (let times = 0; times < 2; times += 1) await under.another.dropLocation('berlin')
      expect(await under.store.registeredLocations()).toEqual([ireland])
    })
  })
}
