import type { ViewPorts } from '../../../shared/app/history/views/view-ports.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { remakeDay } from '../../../shared/app/history/past-days.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { criteriaOf } from '../../../shared/core/judging/criteria.ts'
import { emptyState, evaluate } from '../../../shared/core/judging/evaluate.ts'
import type { Incident, MonitorState } from '../../../shared/core/judging/state.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import { fakeClock } from '../fake-clock.ts'
import { memoryMonitors } from '../memory/memory-monitors.ts'
import { memoryStore } from '../memory/memory-store.ts'
import { DEFINITION } from './run-world.ts'

/** The rows of monitors, and what their runs came to, as it would stand in the store now. */
export interface Past {
  now: EpochMs
  results?: readonly RunResult[]
  /** By default the one that the world of a run has. */
  definitions?: readonly Record<string, unknown>[]
  /** Absent: in memory. */
  store?: (clock: Clock) => { runs: RunStore; monitors: MonitorStore }
}

/** What views of that past are asked with. */
export async function past({ now, results = [], definitions = [DEFINITION], store }: Past) {
  const clock = fakeClock(now)
  const { runs, monitors } = store?.(clock) ?? { runs: memoryStore(clock), monitors: memoryMonitors() }
  for (const definition of definitions) {
    const monitorId = String(definition.monitorId)
    await monitors.put({ monitorId, managedBy: 'table', revision: 1, definition }, undefined)
    await tell(
      definition,
      results.filter((result) => result.monitorId === monitorId),
      runs,
      clock,
    )
  }
  const ports: ViewPorts = { clock, monitors, runs, definitionSource: 'table' }
  return { ports, runs, monitors, clock }
}

/** Stores the results, judges them in the order in which they ended, and makes the days that are past. */
async function tell(
  definition: Record<string, unknown>,
  results: readonly RunResult[],
  runs: RunStore,
  clock: Clock,
): Promise<void> {
  if (results.length === 0) return
  for (const result of results) await runs.putResult(result)
  const { state, incidents } = judged(definition, results)
  for (const incident of incidents) await runs.putIncident(incident)
  await runs.putState({ ...state, version: 1 }, undefined)
  const days = new Set(results.map(({ scheduledAt }) => isoDayOf(scheduledAt)))
  for (const day of [...days].sort()) {
    if (day < isoDayOf(clock.now())) await remakeDay(state.monitorId, day, { runs, clock })
  }
}

/** What the engine makes of results, whatever it owes settled. */
export function judged(
  definition: Record<string, unknown>,
  results: readonly RunResult[],
): { state: MonitorState; incidents: Incident[] } {
  const parsed = parseMonitor(definition, 'table')
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const criteria = criteriaOf(parsed.monitor)
  const incidents = new Map<string, Incident>()
  let state = emptyState(parsed.monitor.monitorId)
  const news = results.filter(({ trigger }) => trigger !== 'on-demand')
  for (const result of news.toSorted((a, b) => a.finishedAt - b.finishedAt)) {
    state = evaluate(state, [result], criteria)
    for (const incident of state.unstoredIncidents) incidents.set(incident.incidentId, incident)
    state = { ...state, unstoredIncidents: [], unnotedRechecks: [], owed: [] }
  }
  return { state, incidents: [...incidents.values()] }
}
