import { MINUTE } from '../../shared/core/time/units.ts'
import type { IncidentView, Overview } from '../api/answers.ts'

/** Incidents that belong together; `words` absent: there is only one, or they share nothing. */
export interface IncidentGroup {
  words?: string
  incidents: readonly IncidentView[]
}

const FEWEST = 3
const AT_ONCE = 3 * MINUTE

/** Those that are open, grouped as the headline of all monitors does; the rest one by one. */
export function openGroups(
  open: readonly IncidentView[],
  shared: Pick<Overview, 'groups'>['groups'],
): IncidentGroup[] {
  const grouped = shared.flatMap(({ words, monitorIds }) => {
    const incidents = open.filter(({ monitorId }) => monitorIds.includes(monitorId))
    return incidents.length > 1 ? [{ words, incidents }] : []
  })
  const within = new Set(grouped.flatMap(({ incidents }) => incidents))
  return [...grouped, ...open.filter((one) => !within.has(one)).map((one) => ({ incidents: [one] }))]
}

/** Those that are over: three or more that began within 3 minutes for the same reason stand together. */
export function overGroups(over: readonly IncidentView[]): IncidentGroup[] {
  const groups: IncidentView[][] = []
  for (const incident of [...over].sort((a, b) => startOf(b) - startOf(a))) {
    const fitting = groups.find(([first]) => first && isAlike(first, incident))
    if (fitting) fitting.push(incident)
    else groups.push([incident])
  }
  return groups.flatMap((incidents): IncidentGroup[] => {
    if (incidents.length < FEWEST) return incidents.map((one) => ({ incidents: [one] }))
    const why = incidents[0]?.reasons[0]?.words
    return [
      { words: `${incidents.length} monitors were down${why === undefined ? '' : `: ${why}`}`, incidents },
    ]
  })
}

function isAlike(one: IncidentView, other: IncidentView): boolean {
  return (
    one.monitorId !== other.monitorId &&
    one.reasons[0]?.reason === other.reasons[0]?.reason &&
    Math.abs(startOf(one) - startOf(other)) <= AT_ONCE
  )
}

function startOf({ failingSince }: IncidentView): number {
  return Date.parse(failingSince)
}
