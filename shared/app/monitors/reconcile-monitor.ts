import { isDeepStrictEqual } from 'node:util'

import { isoDayOf } from '../../core/time/iso-day.ts'
import { turnOf } from '../../core/judging/criteria.ts'
import { judgeRemoval } from '../../core/judging/incident.ts'
import { misconfigured, wellConfigured } from '../../core/judging/misconfiguration.ts'
import type { DefinitionSource, Monitor, Problem } from '../../core/definition/monitor.ts'
import { type Known, parseMonitor } from '../../core/definition/parse-monitor.ts'
import { expectNothing, rhythmInTurn, withExpectations } from '../../core/judging/silence.ts'
import { longAbsent, whereItStands } from '../../core/judging/listed.ts'
import type { MonitorState } from '../../core/judging/state.ts'
import { type KnownLocations, locationsOf } from '../../core/location/known-locations.ts'
import type { Places } from '../../core/location/places.ts'
import { DAY } from '../../core/time/units.ts'
import type { BuiltInSender } from '../../core/definition/sender-problems.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorRow, MonitorStore } from '../ports/monitor-store.ts'
import type { AcceptedDefinition, AcceptedDefinitionStore } from '../ports/stores/accepted-definitions.ts'
import type { DayStore } from '../ports/stores/days.ts'
import type { IncidentStore } from '../ports/stores/incidents.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { ResultStore } from '../ports/stores/run-results.ts'
import type { SummaryStore } from '../ports/stores/summaries.ts'
import type { TlsSeenStore } from '../ports/stores/tls-seen.ts'
import type { Schedules } from '../ports/schedules.ts'
import { accept, leftOf, locationsAccepted, mayStandAt } from './accepted-schedules.ts'
import { remakeDay } from '../history/past-days.ts'
import type { SchedulesFailed } from './put-schedules.ts'
import { putSchedules } from './put-schedules.ts'
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
  /** What rows may name, and where monitors run that name no locations of their own. */
  knownLocations: KnownLocations
  places: Places
  /**
   * `schedules` goes by a list of what stands at these locations: whatever it fails to remove there is there, and
   * the others are left as they are.
   */
  listed?: readonly string[]
  definitionSource: DefinitionSource
  /** Topics that policies may name; absent: any. */
  topics?: readonly string[]
  /** What sends for monitors without `smtp`; absent: not known, or the demo server. */
  builtInSender?: BuiltInSender
  /**
   * All begins anew here, after a time in which nothing could run: what was expected then is expected from
   * now on.
   */
  afresh?: boolean
}

/**
 * Makes schedule, accepted definition and state what the monitor's row says, wherever they stand now. The row
 * is read again afterwards, and all is done again if it changed meanwhile: so whoever writes last has read
 * last, and the order, the number and the simultaneity of calls make no difference. Where schedules of some
 * locations could not be put right, all else is, and it throws `SchedulesFailed`.
 */
export async function reconcileMonitor(monitorId: string, ports: ReconcilePorts): Promise<void> {
  let row = await ports.monitors.find(monitorId)
  const touched = new Set<string>()
  let failed: SchedulesFailed | undefined
  async function attempt() {
    const before = row
    failed = await apply(monitorId, before, ports, touched)
    row = await ports.monitors.find(monitorId)
    return isDeepStrictEqual(row, before) || undefined
  }
  await changeStored(`the row of monitor ${monitorId}`, attempt, { meanwhile: 'it was followed' })
  if (failed) throw failed
}

/** `touched`: where this process has put a schedule of the monitor, or meant to. */
async function apply(
  monitorId: string,
  row: MonitorRow | undefined,
  ports: ReconcilePorts,
  touched: Set<string>,
): Promise<SchedulesFailed | undefined> {
  const accepted = await ports.runs.findAccepted(monitorId)
  if (!ports.listed)
    for (const location of await whereItRan(monitorId, accepted, ports)) touched.add(location)
  if (!row) return forget(monitorId, accepted, ports, touched)
  const { standing, removed } = ports.places
  const parsed = parseMonitor(row.definition, ports.definitionSource, {
    ...ports,
    ...knownTo(row, ports),
  })
  const now = ports.clock.now()
  if (!parsed.ok) {
    // Nothing that runs is touched: the schedule stays, and runs go by the definition that was accepted last.
    const runsAt = locationsAccepted(accepted, ports)
    const owed = standing.filter((one) => accepted?.alsoAt?.includes(one) && !runsAt.includes(one))
    const failed = await schedule(monitorId, { at: [], notAt: [...removed, ...owed], touched }, ports)
    if (accepted) await accept({ ...accepted, monitorId }, leftOf(owed, failed, ports), accepted, ports)
    // Which of the two is in force depends on the mistake.
    const named = [...runsAt, ...locationsAccepted(row, ports)]
    await change(monitorId, ports, (state) =>
      whereItStands(misconfigured(state, parsed.problems, now), named, standing, now),
    )
    return failed
  }
  const { monitor } = parsed
  const locations = locationsOf(monitor, ports.knownLocations)
  const runsAt = locations.filter((one) => standing.includes(one))
  const rhythm = rhythmInTurn(monitor, locations.length)
  const takesTurns = turnOf(monitor, locations) !== undefined
  // A monitor of the stack has its rules, and no schedule: also when the row was the table's before.
  const at = row.managedBy === 'table' ? runsAt : []
  const notAt = [...standing, ...removed].filter((one) => !at.includes(one))
  const owed = mayStandAt(accepted, notAt, ports)
  const written = await accept(row, owed, accepted, ports)
  const failed = await schedule(monitorId, { at, notAt, touched, monitor: { ...monitor, takesTurns } }, ports)
  await accept(row, leftOf(owed, failed, ports), written, ports)
  await change(monitorId, ports, (state) => {
    const before = ports.afresh ? expectNothing(state) : state
    const placed = whereItStands(before, locations, standing, now)
    const mistakes = longAbsent(placed, now)
    const told = mistakes.length > 0 ? misconfigured(placed, mistakes, now) : wellConfigured(placed)
    return withExpectations(told, monitor, runsAt, now, rhythm)
  })
  return failed
}

/**
 * Synth has compared a stack's monitors with the settings; their rows may stand before the location or the sender
 * that they need is deployed. A location that does not come is told later.
 */
function knownTo(
  { managedBy }: MonitorRow,
  { knownLocations, builtInSender }: ReconcilePorts,
): Pick<Known, 'knownLocations' | 'builtInSender'> {
  if (managedBy === 'table') return { knownLocations, builtInSender }
  const { names: _any, ...known } = knownLocations
  return { knownLocations: known, builtInSender: undefined }
}

/** By what was accepted and judged last: where a schedule may stand. */
async function whereItRan(
  monitorId: string,
  accepted: AcceptedDefinition | undefined,
  ports: ReconcilePorts,
): Promise<readonly string[]> {
  const state = await ports.runs.findState(monitorId)
  return [
    ...locationsAccepted(accepted, ports),
    ...(accepted?.alsoAt ?? []),
    ...Object.keys(state?.judged ?? {}),
  ]
}

interface Wish {
  at: readonly string[]
  notAt: readonly string[]
  touched: Set<string>
  monitor?: Pick<Monitor, 'intervalMinutes' | 'enabled'> & { takesTurns: boolean }
}

async function schedule(
  monitorId: string,
  { at, notAt, touched, monitor }: Wish,
  { schedules, listed }: ReconcilePorts,
): Promise<SchedulesFailed | undefined> {
  const isAsked = (location: string) => listed?.includes(location) ?? true
  for (const location of at) touched.add(location)
  const wanted = monitor
    ? at.filter(isAsked).map((location) => {
        const { intervalMinutes, enabled, takesTurns } = monitor
        return { monitorId, location, intervalMinutes, enabled, ...(takesTurns && { takesTurns }) }
      })
    : []
  const unwanted = notAt
    .filter(isAsked)
    .map((location) => ({ location, mayStand: listed !== undefined || touched.has(location) }))
  return putSchedules(monitorId, { wanted, unwanted }, schedules)
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
async function forget(
  monitorId: string,
  accepted: AcceptedDefinition | undefined,
  ports: ReconcilePorts,
  touched: Set<string>,
): Promise<SchedulesFailed | undefined> {
  const { runs, places, clock } = ports
  const notAt = [...places.standing, ...places.removed]
  const failed = await schedule(monitorId, { at: [], notAt, touched }, ports)
  if (accepted?.managedBy === 'stack') {
    await change(monitorId, ports, (state) =>
      misconfigured(expectNothing(state), [REMOVED_BY_HAND], clock.now()),
    )
    return failed
  }
  // It says where a schedule may stand that could not be removed yet.
  const left = leftOf(mayStandAt(accepted, notAt, ports), failed, ports)
  if (!failed && left.length === 0) await runs.dropAccepted(monitorId)
  await runs.dropTlsSeen(monitorId)
  const state = await runs.findState(monitorId)
  if (!state) return failed
  await change(monitorId, ports, (standing) =>
    judgeRemoval(expectNothing(wellConfigured(standing)), clock.now()),
  )
  const ran = Object.keys(state.judged).length > 0
  if (ran) for (const at of [clock.now() - DAY, clock.now()]) await remakeDay(monitorId, isoDayOf(at), ports)
  return failed
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
