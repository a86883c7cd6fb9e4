import { rebuildDay } from '../../../shared/app/history/rebuild-day.ts'
import type { HttpHome } from '../../../shared/http/home.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { DAY, MINUTE } from '../../../shared/core/time/units.ts'
import { NOW } from '../../cli/commands/views-world.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { apiWorld } from '../../http/api-world.ts'

const DAYS = 36

/** Three monitors with five weeks of runs each two hours; the shop was down twice, at two in the morning. */
export async function reportWorld(differing: Partial<HttpHome> = {}) {
  const world = apiWorld({ reportZone: 'Europe/Berlin', ...differing })
  await world.has('shop', { tags: ['web'], name: 'Shop <b>&amp;</b> blog' })
  await world.has('support', { tags: ['mail', 'web'], name: 'Support' })
  await world.has('archive', { tags: ['mail'], name: 'Archive' })
  for (const [place, monitorId] of ['shop', 'support', 'archive'].entries()) {
    for (let back = 0; back < DAYS * 12; back += 1) {
      const roundTripMs = 900 + 700 * place + 90 * (back % 7) + (back % 12 === 5 ? 2500 : 0)
      const scheduledAt = NOW - (2 * back + 1) * 60 * MINUTE
      const made = {
        monitorId,
        location: back % 2 ? 'berlin' : 'eu-west-1',
        scheduledAt,
        finishedAt: scheduledAt + MINUTE,
      }
      const isLost = monitorId === 'shop' && (back === 92 || back === 248 || back === 260)
      await world.runs.putResult(isLost ? lostResult(made) : deliveredResult({ ...made, roundTripMs }))
    }
    for (let back = 1; back <= DAYS; back += 1) await rebuildDay(monitorId, isoDayOf(NOW - back * DAY), world)
  }
  await world.lost('shop', 200)
  await world.delivered('shop', 170)
  await world.lost('support', 25)
  return world
}
