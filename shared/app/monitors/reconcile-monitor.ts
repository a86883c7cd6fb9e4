import { isDeepStrictEqual } from 'node:util'

import { isoDayOf } from '../../core/time/iso-day.ts'
import { judgeRemoval } from '../../core/judging/incident.ts'
import { misconfigured, wellConfigured } from '../../core/judging/misconfiguration.ts'
import type { DefinitionSource, Monitor, Problem } from '../../core/definition/monitor.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import { expectNothing, withExpectations } from '../../core/judging/silence.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import { DAY } from '../../core/time/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import type { AcceptedDefinitionStore } from '../ports/stores/accepted-definitions.ts'
import type { DayStore } from '../ports/stores/days.ts'
import type { IncidentStore } from '../ports/stores/incidents.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import type { SummaryStore } from '../ports/stores/summaries.ts'
import type { TlsSeenStore } from '../ports/stores/tls-seen.ts'
import type { Schedules } from '../ports/schedules.ts'
import { remakeDay } from '../history/past-days.ts'
import { changeStored } from '../store/change-stored.ts'
import { updateState } from '../store/update-state.ts'

export interface ReconcilePorts {
  clock: Clock
  monitors: Pick<MonitorStore, 'find'>
  runs: AcceptedDefinitionStore &
    StateStore &
    ResultStore &
    DayStore &
    SummaryStore &
    IncidentStore &
    Pick<TlsSeenStore, 'dropTlsSeen'>
  schedules: Schedules
  /** Where monitors run that name no locations of their own. */
  locations: readonly string[]
  definitionSource: DefinitionSource
  /** Topics that policies may name; absent: any. */
  topics?: readonly string[]
  /**
   * All begins anew here, after a time in which nothing could run: what was expected then is expected from
   * now on.
   */
  afresh?: boolean
}

/**
 * Makes schedule, accepted definition and state what the monitor's row says, wherever they stand now. The row
 * is read again afterwards, and all is done again if it changed meanwhile: so whoever writes last has read
 * last, and the order, the number and the simultaneity of calls make no difference.
 */
export async function reconcileMonitor(monitorId: string, ports: ReconcilePorts): Promise<void> {
  let row = await ports.monitors.find(monitorId)
  async function attempt() {
    const before = row
    await apply(monitorId, before, ports)
    row = await ports.monitors.find(monitorId)
    return isDeepStrictEqual(row, before) || undefined
  }
  await changeStored(`the row of monitor ${monitorId}`, attempt, { meanwhile: 'it was followed' })
}

async function apply(monitorId: string, row: MonitorRow | undefined, ports: ReconcilePorts): Promise<void> {
  if (!row) return forget(monitorId, ports)
  const parsed = parseMonitor(row.definition, ports.definitionSource, ports)
  const now = ports.clock.now()
  if (!parsed.ok) {
    // Nothing that runs is touched: the schedule stays, and runs go by the definition that was accepted last.
    return change(monitorId, ports, (state) => misconfigured(state, parsed.problems, now))
  }
  await accept(row, ports)
  await schedule(row, parsed.monitor, ports)
  return change(monitorId, ports, (state) =>
    withExpectations(
      wellConfigured(ports.afresh ? expectNothing(state) : state),
      parsed.monitor,
      ports.locations,
      now,
    ),
  )
}

async function accept(
  { monitorId, definition, managedBy }: MonitorRow,
  { runs, clock }: ReconcilePorts,
): Promise<void> {
  const before = await runs.findAccepted(monitorId)
  if (before?.managedBy === managedBy && isDeepStrictEqual(before.definition, definition)) return
  await runs.putAccepted(monitorId, { definition, managedBy, acceptedAt: clock.now() })
}

/** A monitor of the stack has its rules, and no schedule: also when the row was the table's before. */
async function schedule(
  row: MonitorRow,
  monitor: Monitor,
  { schedules, locations }: ReconcilePorts,
): Promise<void> {
  const { monitorId, intervalMinutes, enabled } = monitor
  for (const location of locations) {
    if (row.managedBy === 'table') await schedules.put({ monitorId, location, intervalMinutes, enabled })
    else await schedules.remove(monitorId, location)
  }
}

/**
 * A deploy that removes a monitor drops what was accepted first, so that whoever finds that without a row
 * knows better.
 */
const REMOVED_BY_HAND: Problem = {
  path: '',
  message:
    'this monitor of cdk/monitors.ts does not run, because its row was removed by hand. ' +
    'To restore it, change it in cdk/monitors.ts (for example its note) and deploy; to remove it, delete it there and deploy',
}

/**
 * Results, logs and incidents stay; the night adds up the days of rows alone, so the last two are added up
 * now.
 */
async function forget(monitorId: string, ports: ReconcilePorts): Promise<void> {
  const { schedules, runs, locations, clock } = ports
  for (const location of locations) await schedules.remove(monitorId, location)
  const accepted = await runs.findAccepted(monitorId)
  if (accepted?.managedBy === 'stack') {
    return change(monitorId, ports, (state) =>
      misconfigured(expectNothing(state), [REMOVED_BY_HAND], clock.now()),
    )
  }
  await runs.dropAccepted(monitorId)
  await runs.dropTlsSeen(monitorId)
  const state = await runs.findState(monitorId)
  if (!state) return
  await change(monitorId, ports, (standing) =>
    judgeRemoval(expectNothing(wellConfigured(standing)), clock.now()),
  )
  const neverRan = Object.keys(state.judged).length === 0
  if (neverRan) return
  for (const at of [clock.now() - DAY, clock.now()]) await remakeDay(monitorId, isoDayOf(at), ports)
}

async function change(
  monitorId: string,
  { runs }: ReconcilePorts,
  by: (state: MonitorState) => MonitorState,
): Promise<void> {
  await updateState(monitorId, runs, (state) => {
    const next = by(state)
    return isDeepStrictEqual(next, state) ? undefined : next
  })
}
