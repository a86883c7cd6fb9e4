import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import type { MonitorSchedule, Schedules } from '../../shared/app/ports/schedules.ts'

export interface SchedulesUnderTest {
  schedules: Schedules
  /** What stands for the monitor, as it would be put. */
  standing(monitorId: string): Promise<MonitorSchedule | undefined>
  close(): Promise<void>
}

/** What every `Schedules` must do, at the location `eu-west-1`. `make` is called once a test. */
export function schedulesContract(name: string, make: () => Promise<SchedulesUnderTest>): void {
  describe(name, () => {
    let under: SchedulesUnderTest
    beforeEach(async () => {
      under = await make()
    })
    afterEach(() => under.close())

    test('has none at first, and removing one that is not there is no error', async () => {
      expect(await under.schedules.list('eu-west-1')).toEqual([])
      await under.schedules.remove('inbox', 'eu-west-1')
    })

    test.each([
      schedule(),
      schedule({ intervalMinutes: 1 }),
      schedule({ intervalMinutes: 1440, enabled: false }),
    ])('makes %o stand', async (one) => {
      await under.schedules.put(one)
      expect(await under.standing('inbox')).toEqual(one)
      expect(await under.schedules.list('eu-west-1')).toEqual(['inbox'])
    })

    test('puts another in its place, and the same again', async () => {
      await under.schedules.put(schedule())
      const next = schedule({ intervalMinutes: 60, enabled: false })
      await under.schedules.put(next)
      await under.schedules.put(next)
      expect(await under.standing('inbox')).toEqual(next)
      expect(await under.schedules.list('eu-west-1')).toEqual(['inbox'])
    })

    test('takes the same monitor many times at once', async () => {
      await Promise.all(Array.from({ length: 5 }, () => under.schedules.put(schedule())))
      expect(await under.standing('inbox')).toEqual(schedule())
    })

    test('removes one, and again, and leaves the others', async () => {
      for (const monitorId of ['a', 'b', 'c', 'd', 'e', 'f', 'g'])
        await under.schedules.put(schedule({ monitorId }))
      await under.schedules.remove('c', 'eu-west-1')
      await under.schedules.remove('c', 'eu-west-1')
      expect((await under.schedules.list('eu-west-1')).sort()).toEqual(['a', 'b', 'd', 'e', 'f', 'g'])
    })

    test('an id that is no name of a schedule has none to remove', async () => {
      await under.schedules.remove('not a name / at all #', 'eu-west-1')
    })
  })
}

export function schedule(change: Partial<MonitorSchedule> = {}): MonitorSchedule {
  return { monitorId: 'inbox', location: 'eu-west-1', intervalMinutes: 10, enabled: true, ...change }
}
