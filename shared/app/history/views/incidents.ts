import type { Incident, LateStory, Told } from '../../../core/judging/state.ts'
import { runName } from '../../../core/run/run-id.ts'
import type { Reason } from '../../../core/run/statuses.ts'
import { monthOf, monthStart } from '../../../core/time/iso-day.ts'
import { DAY, type EpochMs, type Millis } from '../../../core/time/units.ts'
import { REASON_WORDS } from '../../../core/wording/words/reason-words.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MonitorStore } from '../../ports/monitor-store.ts'
import type { IncidentStore } from '../../ports/stores/incidents.ts'
import type { StateStore } from '../../ports/stores/monitor-states.ts'
import { shownName, shownText } from './shown-name.ts'

export type IncidentsQuestion =
  /** As `2026-01`, in UTC: open at any time in it. */
  | { month: string }
  /** Opened within the year before, or open. */
  | { monitorId: string }
  /** Those that are open now, of all monitors. */
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

/** Months before the asked one in which an incident may have been opened that was resolved in it. */
const MONTHS_BEFORE = 12
const YEAR = 366 * DAY

/**
 * Reads the rows, the states of those that are asked about, and of a month the incidents that were opened in it
 * and in the 12 months before: one that lasted longer is shown while it is open.
 */
export async function incidents(question: IncidentsQuestion, ports: IncidentsPorts): Promise<Incidents> {
  const { clock, monitors, runs } = ports
  const at = clock.now()
  const rows = await monitors.list()
  const names = new Map(rows.map((row) => [row.monitorId, shownName(row).name]))
  const ids = 'monitorId' in question ? [question.monitorId] : [...names.keys()]
  const [stored, states] = await Promise.all([storedFor(question, at, ports), runs.findStates(ids)])
  const open = [...states.values()].flatMap(({ incident, unstoredIncidents }) => [
    ...unstoredIncidents,
    ...(incident ? [incident] : []),
  ])
  return {
    at,
    incidents: newestRevisions([...stored, ...open])
      .filter((incident) => isAsked(incident, question))
      .map((incident) => incidentView(incident, names.get(incident.monitorId), at))
      .sort((a, b) => Number(b.open) - Number(a.open) || b.openedAt - a.openedAt),
  }
}

async function storedFor(
  question: IncidentsQuestion,
  at: EpochMs,
  { runs }: IncidentsPorts,
): Promise<Incident[]> {
  if ('open' in question) return []
  if ('monitorId' in question) return runs.findIncidentsOf(question.monitorId, at - YEAR, at + 1)
  const { month } = question
  const months = Array.from({ length: MONTHS_BEFORE + 1 }, (_, back) => monthOf(monthStart(month, back)))
  return (await Promise.all(months.map((one) => runs.findIncidents(one)))).flat()
}

/** The state holds an open incident as it stands; its own item may be some runs behind. */
function newestRevisions(all: readonly Incident[]): Incident[] {
  const newest = new Map<string, Incident>()
  for (const incident of all) {
    const { revision = 0 } = newest.get(incident.incidentId) ?? {}
    if (incident.revision > revision) newest.set(incident.incidentId, incident)
  }
  return [...newest.values()]
}

function isAsked({ openedAt, resolvedAt = Infinity }: Incident, question: IncidentsQuestion): boolean {
  if ('monitorId' in question) return true
  if ('open' in question) return resolvedAt === Infinity
  const { month } = question
  return openedAt < Date.parse(monthStart(month, -1)) && resolvedAt >= Date.parse(month)
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
    reasons: reasons.map((reason) => ({ reason, words: REASON_WORDS[reason] })),
    told: Object.values(told),
    openingRun: runName({ monitorId, runId: openingRunId }),
  }
}
