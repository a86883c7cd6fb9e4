import type { Incident, LateStory, MonitorState, Told } from '../../../core/judging/state.ts'
import { runName } from '../../../core/run/run-id.ts'
import type { Reason } from '../../../core/run/statuses.ts'
import type { Span } from '../../../core/history/views/zone-spans.ts'
import { monthsIn } from '../../../core/time/iso-day.ts'
import { DAY, type EpochMs, type Millis } from '../../../core/time/units.ts'
import { reasonWords } from '../../../core/wording/words/reason-words.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MonitorStore } from '../../ports/monitor-store.ts'
import type { IncidentStore } from '../../ports/stores/incidents.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import { shownName, shownText } from './shown-name.ts'

export type IncidentsQuestion =
  /** Open at any time from `from` until before `to`; of all monitors where none is named. */
  | (Span & { monitorId?: string })
  /** Open at any time within the year before. */
  | { monitorId: string }
  /** Those that are open now, of all monitors that there are. */
  | { open: true }

/** One incident, for people. */
export interface IncidentView extends Pick<
  Incident,
  | 'incidentId'
  | 'monitorId'
  | 'openedAt'
  | 'failingSince'
  | 'resolvedAt'
  | 'removed'
  | 'flapping'
  | 'acknowledged'
  | 'failedRuns'
  | 'locations'
> {
  /** The monitor's name; its id where it is gone. */
  name: string
  /** From the first failing run until it was resolved or, while it is open, until now. */
  lengthMs: Millis
  open: boolean
  reasons: readonly { reason: Reason; words: string }[]
  /** By topic: how many alerts, the last of them, the next repeat. */
  told: readonly Told[]
  /** The run that opened it, as `MONITOR/RUN`. */
  openingRun: string
  /** Messages that were not lost after all. */
  lateArrivals: readonly LateStory[]
}

export interface Incidents {
  at: EpochMs
  /** The open ones first, then the newest. */
  incidents: readonly IncidentView[]
}

export interface IncidentsPorts {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'list'>
  runs: Pick<StateStore, 'findStates'> & Pick<IncidentStore, 'findIncidents' | 'findIncidentsOf'>
}

type Asked = Span & { monitorId?: string; open?: true }

/** How long before the span an incident may have been opened that was resolved in it. */
const YEAR = 366 * DAY

/**
 * Reads the rows, the states of those that are asked about and, of a span, the incidents that were opened in
 * its months and in the year before: over all monitors one that lasted longer is shown while it is open.
 */
export async function incidents(question: IncidentsQuestion, ports: IncidentsPorts): Promise<Incidents> {
  const { clock, monitors, runs } = ports
  const at = clock.now()
  const asked: Asked = { from: at - YEAR, to: at + 1, ...question }
  const [rows, stored] = await Promise.all([monitors.list(), storedFor(asked, at, ports)])
  const names = new Map(rows.map((row) => [row.monitorId, shownName(row).name]))
  // A monitor that was removed keeps its state until its incident ends.
  const standing = stored.flatMap(({ resolvedAt, monitorId }) => (resolvedAt === undefined ? monitorId : []))
  const ids = asked.monitorId === undefined ? new Set([...names.keys(), ...standing]) : [asked.monitorId]
  const states = await runs.findStates([...ids])
  return {
    at,
    incidents: newestIncidents(stored, states.values())
      .filter((incident) => isAsked(incident, asked, at))
      .map((incident) => incidentView(incident, names.get(incident.monitorId), at))
      .sort((a, b) => Number(b.open) - Number(a.open) || b.openedAt - a.openedAt),
  }
}

async function storedFor(
  { open, monitorId, from, to }: Asked,
  at: EpochMs,
  { runs }: IncidentsPorts,
): Promise<Incident[]> {
  if (open) return []
  if (monitorId !== undefined) return runs.findIncidentsOf(monitorId, from, to)
  const months = monthsIn({ from: from - YEAR, to: Math.min(to, at + 1) })
  return (await Promise.all(months.map((one) => runs.findIncidents(one)))).flat()
}

/**
 * Each incident as it stands: a state holds the open one, and those that are not stored yet; their own items may
 * be some runs behind.
 */
export function newestIncidents(
  stored: readonly Incident[],
  states: Iterable<MonitorState | undefined>,
): Incident[] {
  const held = [...states].flatMap((state) => [
    ...(state?.unstoredIncidents ?? []),
    ...(state?.incident ? [state.incident] : []),
  ])
  const newest = new Map<string, Incident>()
  for (const incident of [...stored, ...held]) {
    const { revision = 0 } = newest.get(incident.incidentId) ?? {}
    if (incident.revision > revision) newest.set(incident.incidentId, incident)
  }
  return [...newest.values()]
}

/** What is open has lasted until now: none is in a time that has not begun. */
function isAsked({ openedAt, resolvedAt }: Incident, { open, from, to }: Asked, at: EpochMs): boolean {
  return openedAt < to && (resolvedAt ?? at) >= from && (!open || resolvedAt === undefined)
}

/** As people read it; `name` absent: the monitor is gone. */
export function incidentView(incident: Incident, name: string | undefined, now: EpochMs): IncidentView {
  const { told, reasons, openingRunId, toldTopics: _told, revision: _revision, ...shown } = incident
  const { monitorId, failingSince, resolvedAt } = incident
  return {
    ...shown,
    name: name ?? shownText(monitorId),
    lengthMs: Math.max(0, (resolvedAt ?? now) - failingSince),
    open: resolvedAt === undefined,
    reasons: reasons.map((reason) => ({ reason, words: reasonWords(reason) })),
    told: Object.values(told),
    openingRun: runName({ monitorId, runId: openingRunId }),
  }
}
