import { type TimesByPhase, addPhaseTimes, phaseTimesOf } from '../../../../core/history/phase-times.ts'
import type { Span } from '../../../../core/history/views/zone-spans.ts'
import { daysBefore, isoDayOf } from '../../../../core/time/iso-day.ts'
import type { EpochMs } from '../../../../core/time/units.ts'
import type { DayStore } from '../../../ports/stores/days.ts'
import type { ResultStore } from '../../../ports/stores/run-results.ts'

export interface PhasesPorts {
  runs: Pick<DayStore, 'findDays'> & Pick<ResultStore, 'resultsOfDay'>
}

/**
 * What these phases took on each day, in UTC, that has a part in the span, by an instant of it. Reads the days,
 * and the runs of the last two where these have no item yet.
 */
export async function phasesOfDays(
  monitorId: string,
  { from, to }: Span,
  { phases, location }: { phases: readonly string[]; location?: string | undefined },
  { runs }: PhasesPorts,
): Promise<(at: EpochMs) => TimesByPhase> {
  const lastDay = isoDayOf(to - 1)
  const days = await runs.findDays(monitorId, isoDayOf(from), lastDay)
  const byDay = new Map(days.map((item) => [item.day, item.phases]))
  for (const day of [lastDay, daysBefore(lastDay, 1)]) {
    if (!byDay.has(day) && day >= isoDayOf(from)) byDay.set(day, await phasesOfRuns(monitorId, day, { runs }))
  }
  return (at) => {
    const asked = Object.entries(byDay.get(isoDayOf(at)) ?? {}).filter(
      ([place]) => place === (location ?? place),
    )
    const times = addPhaseTimes(asked.map(([, one]) => one))
    return Object.fromEntries(Object.entries(times).filter(([name]) => phases.includes(name)))
  }
}

async function phasesOfRuns(
  monitorId: string,
  day: string,
  { runs }: PhasesPorts,
): Promise<Record<string, TimesByPhase>> {
  const results = await runs.resultsOfDay(monitorId, day)
  const byLocation = Map.groupBy(results, (run) => run.location)
  return Object.fromEntries([...byLocation].map(([place, made]) => [place, phaseTimesOf(made)]))
}
