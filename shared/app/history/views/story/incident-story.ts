import type { Incident } from '../../../../core/judging/state.ts'
import type { ToldAlert } from '../../../../core/judging/told-alert.ts'
import type { RunResult } from '../../../../core/run/run.ts'
import { DAY, type EpochMs, MINUTE } from '../../../../core/time/units.ts'
import type { Clock } from '../../../ports/clock.ts'
import type { MonitorStore } from '../../../ports/monitor-store.ts'
import type { IncidentStore } from '../../../ports/stores/incidents.ts'
import type { StateStore } from '../../../ports/stores/monitor-states.ts'
import type { ToldStore } from '../../../ports/stores/told-alerts.ts'
import { type IncidentView, incidentView, newestIncidents } from '../incidents.ts'
import { shownName } from '../shown-name.ts'
import type { ResultHistory } from '../view-ports.ts'
import { type StoryEvent, incidentSentence, storyOf } from './story-events.ts'

/** An incident, and what happened in it. */
export interface IncidentStory extends IncidentView {
  at: EpochMs
  /** As `Down for 14 min: the mailbox server refused the connection. 2 runs failed.` */
  sentence: string
  /** Oldest first. */
  story: readonly StoryEvent[]
}

export interface StoryPorts {
  clock: Pick<Clock, 'now'>
  monitors: Pick<MonitorStore, 'find'>
  runs: Pick<StateStore, 'findStates'> &
    Pick<IncidentStore, 'findIncidentsAt'> &
    Pick<ToldStore, 'findTold'> &
    ResultHistory
}

/** A run that fails ends so long after it was scheduled, at the most. */
const LONGEST_RUN = 30 * MINUTE
const MOST_RUNS = 100
const MOST_ALERTS = 200

/**
 * The monitor's incident that was opened at that instant. Reads its row and state, the incidents next to it, at
 * most 100 of the runs that opened it and 200 of its alerts. `undefined`: there is none.
 */
export async function incidentStory(
  monitorId: string,
  openedAt: EpochMs,
  ports: StoryPorts,
): Promise<IncidentStory | undefined> {
  const { clock, monitors, runs } = ports
  const [row, states, stored] = await Promise.all([
    monitors.find(monitorId),
    runs.findStates([monitorId]),
    runs.findIncidentsAt(monitorId, openedAt),
  ])
  const incident = newestIncidents(stored, states.values()).find((one) => one.openedAt === openedAt)
  if (!incident) return undefined
  const at = clock.now()
  const view = incidentView(incident, row && shownName(row).name, at)
  const [opening, told] = await Promise.all([openingRuns(incident, ports), toldOf(incident, at, ports)])
  return { ...view, at, sentence: incidentSentence(view), story: storyOf(view, opening, told) }
}

/** The runs that failed until it was opened, and their rechecks. */
async function openingRuns(
  { monitorId, failingSince, openedAt }: Incident,
  { runs }: StoryPorts,
): Promise<RunResult[]> {
  const found: RunResult[] = []
  const span = { from: failingSince - LONGEST_RUN, before: openedAt + 1 }
  for await (const run of runs.resultsBackwards(monitorId, span)) {
    const { finishedAt, outcome, trigger, maintenance } = run
    const hasFailed = (outcome === 'failed' || outcome === 'lost') && trigger !== 'on-demand' && !maintenance
    if (hasFailed && finishedAt >= failingSince && finishedAt <= openedAt) found.push(run)
    if (found.length === MOST_RUNS) break
  }
  return found
}

/** The alerts of it; the last of them may be told after its end. */
async function toldOf(
  { monitorId, incidentId, openedAt, resolvedAt }: Incident,
  now: EpochMs,
  { runs }: StoryPorts,
): Promise<ToldAlert[]> {
  const found: ToldAlert[] = []
  const span = { from: openedAt, before: (resolvedAt ?? now) + DAY }
  for await (const alert of runs.findTold(monitorId, span)) {
    if (alert.incidentId === incidentId) found.push(alert)
    if (found.length === MOST_ALERTS) break
  }
  return found
}
