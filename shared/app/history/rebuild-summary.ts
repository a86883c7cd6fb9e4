import { firstDayOf, summarised } from '../../core/history/summary.ts'
import { type IsoDay, daysBefore, isoDayOf, monthOf, monthStart } from '../../core/time/iso-day.ts'
import { DAY } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { DayStore } from '../ports/stores/days.ts'
import type { IncidentStore } from '../ports/stores/incidents.ts'
import type { SummaryStore } from '../ports/stores/summaries.ts'
import { changeStored } from '../store/change-stored.ts'

export interface SummaryPorts {
  runs: DayStore & IncidentStore & SummaryStore
  clock: Pick<Clock, 'now'>
}

/**
 * Makes what the summary says of a past day anew, its hours and its month, from the days and incidents that
 * are stored; it may be repeated, also by several at once. Days between the summary's last and this one come
 * in with it. Where there is no summary yet, or one from a clock that was ahead, it is made whole. A day that
 * is not past, or older than the summary reaches, is in none.
 */
export async function rebuildSummary(monitorId: string, day: IsoDay, ports: SummaryPorts): Promise<void> {
  const { runs, clock } = ports
  const today = isoDayOf(clock.now())
  if (day >= today) return
  await changeStored(`the summary of ${monitorId}`, async () => {
    const found = await runs.findSummary(monitorId)
    const before = found && found.lastDay < today ? found : undefined
    const lastDay = before && before.lastDay > day ? before.lastDay : day
    const oldest = firstDayOf(lastDay)
    if (day < oldest) return true
    const unknown = before ? daysBefore(before.lastDay, -1) : oldest
    const from = later(oldest, earlier(day, unknown))
    const monthsFrom = monthStart(monthOf(from))
    const monthsTo = earlier(lastDay, daysBefore(monthStart(monthOf(day), -1), 1))
    const days = await runs.findDays(monitorId, monthsFrom, monthsTo)
    const incidents = await runs.findIncidentsOf(
      monitorId,
      Date.parse(monthsFrom),
      Date.parse(monthsTo) + DAY,
    )
    if (!found && days.length === 0 && incidents.length === 0) return true
    const summary = summarised(before, { from, to: day, days, incidents })
    const version = (found?.version ?? 0) + 1
    return (await runs.putSummary({ monitorId, version, ...summary })) || undefined
  })
}

function earlier(one: IsoDay, other: IsoDay): IsoDay {
  return one < other ? one : other
}

function later(one: IsoDay, other: IsoDay): IsoDay {
  return one < other ? other : one
}
