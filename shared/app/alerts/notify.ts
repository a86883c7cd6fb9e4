import { type Admission, DIGEST_AFTER } from '../../core/judging/alert-cap.ts'
import { type AlertOptions, type AlertedMonitor, wordAlert } from '../../core/wording/alert-wording.ts'
import type { AlertMessage } from '../../core/wording/alert-message.ts'
import type { LogLine } from '../../core/run/run.ts'
import type { MonitorState, OwedAlert } from '../../core/judging/state.ts'
import { MINUTE, type Millis, SECOND } from '../../core/time/units.ts'
import { admitAlert } from './alert-admission.ts'
import { alertLog } from './alert-log.ts'
import { alertedMonitor } from './alerted-monitor.ts'
import { foldOwed, isFree, leaseOwed, strikeTold, withdrawOwed } from './outbox.ts'
import type { RunPorts } from '../ports/run-ports.ts'
import type { IncidentStore } from '../ports/stores/incidents.ts'
import type { StateStore } from '../ports/stores/monitor-states.ts'
import type { RunLogStore } from '../ports/stores/run-logs.ts'
import type { ToldStore } from '../ports/stores/told-alerts.ts'
import type { TrafficStore } from '../ports/stores/topic-traffic.ts'
import { updateState } from '../store/update-state.ts'

/** Longer than a publish may take, so that nobody else publishes the same alert meanwhile. */
const LEASE: Millis = 30 * SECOND
/** Longer than anybody waits for a test alert. */
const TEST_KEPT: Millis = 10 * MINUTE

export interface NotifyPorts extends Pick<
  RunPorts,
  | 'clock'
  | 'ids'
  | 'monitors'
  | 'publisher'
  | 'definitionSource'
  | 'isOwn'
  | 'alertCap'
  | 'runbookUrl'
  | 'pageUrl'
  | 'commandOptions'
  | 'wording'
> {
  runs: StateStore & IncidentStore & TrafficStore & RunLogStore & ToldStore
}

/** What telling a monitor's alerts came to. */
export interface Notified {
  /** Publishes that failed, and whatever else went wrong on the way; what was not published stays owed. */
  failures: readonly Error[]
  /** Topics whose digest is due by now for alerts of this monitor. */
  digestsDue: ReadonlySet<string>
}

/**
 * Step 5 of a run. Answers the publishes that failed; those stay owed, and the watchdog tries them again, as
 * it tells the digests.
 */
export async function notify(monitorId: string, ports: NotifyPorts): Promise<readonly Error[]> {
  return (await tellOwed(monitorId, ports)).failures
}

/**
 * Stores the incidents that changed, then leases, publishes and strikes each alert owed, or folds it where its
 * topic has had its fill. Each goes out once, unless a crash or a lost answer falls between publish and strike:
 * then again, never not at all.
 */
export async function tellOwed(monitorId: string, ports: NotifyPorts): Promise<Notified> {
  const failures: Error[] = []
  const digestsDue = new Set<string>()
  const state = await ports.runs.findState(monitorId)
  if (!state) return { failures, digestsDue }
  await storeIncidents(state, ports)
  const monitor = await monitorOf(state, ports)
  // A recovery that overtakes its opening would leave "down" as the last word: a topic hears its alerts in
  // order.
  const waiting = new Set<string>()
  const folded = new Set<string>()
  for (const alert of state.owed) {
    const { topic, foldedUntil } = alert
    if (alert.transition === 'test') {
      failures.push(...(await tellTest(alert, monitor, ports)))
      continue
    }
    if (waiting.has(topic)) continue
    if (foldedUntil !== undefined) {
      folded.add(topic)
      const now = ports.clock.now()
      if (foldedUntil <= now && isFree(alert, now)) digestsDue.add(topic)
      continue
    }
    const told = await tell(alert, folded.has(topic), monitor, ports)
    failures.push(...told.failures)
    if (told.became === 'folded') folded.add(topic)
    if (told.became === 'owed') waiting.add(topic)
  }
  return { failures, digestsDue }
}

async function storeIncidents(state: MonitorState, { runs }: NotifyPorts): Promise<void> {
  if (state.unstoredIncidents.length === 0) return
  for (const incident of state.unstoredIncidents) await runs.putIncident(incident)
  const stored = new Map(state.unstoredIncidents.map((incident) => [incident.incidentId, incident.revision]))
  await updateState(state.monitorId, runs, (now) => {
    const left = now.unstoredIncidents.filter(
      (incident) => incident.revision > (stored.get(incident.incidentId) ?? 0),
    )
    return left.length < now.unstoredIncidents.length ? { ...now, unstoredIncidents: left } : undefined
  })
}

/** The row is read only where something is told of it now. */
async function monitorOf({ monitorId, owed }: MonitorState, ports: NotifyPorts): Promise<AlertedMonitor> {
  const tells = owed.some(({ foldedUntil }) => foldedUntil === undefined)
  return alertedMonitor(monitorId, tells ? await ports.monitors.find(monitorId) : undefined, ports)
}

/**
 * A test waits for no other alert, holds up none and takes nobody's place; once nobody can be waiting for it,
 * it is dropped.
 */
async function tellTest(
  alert: OwedAlert,
  monitor: AlertedMonitor,
  ports: NotifyPorts,
): Promise<readonly Error[]> {
  if (ports.clock.now() - alert.createdAt >= TEST_KEPT) {
    await withdrawOwed(monitor.monitorId, [alert], ports)
    return []
  }
  const outcome = await publish(alert, monitor, ports)
  return outcome instanceof Error ? [outcome] : []
}

interface Told {
  became: 'published' | 'folded' | 'owed'
  failures: readonly Error[]
}

async function tell(
  alert: OwedAlert,
  behindFolded: boolean,
  monitor: AlertedMonitor,
  ports: NotifyPorts,
): Promise<Told> {
  const { alertId, topic } = alert
  if (!isFree(alert, ports.clock.now())) return { became: 'owed', failures: [] }
  const failures: Error[] = []
  let admission: Admission
  try {
    admission = await admitAlert(topic, { alertId, behindFolded }, ports)
  } catch (cause) {
    // Better an alert too many than none: the cap must hold up nothing when it cannot be asked.
    admission = behindFolded
      ? { kind: 'folded', digestAt: ports.clock.now() + DIGEST_AFTER }
      : { kind: 'alone' }
    failures.push(new Error(`the cap of topic ${topic} could not be asked about alert ${alertId}`, { cause }))
  }
  if (admission.kind === 'folded') {
    const folded = await foldOwed(monitor.monitorId, alertId, admission.digestAt, ports)
    return { became: folded ? 'folded' : 'owed', failures }
  }
  const outcome = await publish(alert, monitor, ports)
  if (outcome instanceof Error) failures.push(outcome)
  return { became: outcome === 'published' ? 'published' : 'owed', failures }
}

async function publish(
  alert: OwedAlert,
  monitor: AlertedMonitor,
  ports: NotifyPorts,
): Promise<'published' | 'leased to another' | Error> {
  const { monitorId } = monitor
  const { alertId } = alert
  // Before the lease, which must not lapse while a slow answer is waited for.
  const log = await alertLog(alert, ports)
  const standing = ({ owed }: MonitorState) =>
    owed.filter((one) => one.alertId === alertId && one.foldedUntil === undefined)
  const leased = await leaseOwed(
    monitorId,
    (state, now) => standing(state).filter((one) => isFree(one, now)),
    LEASE,
    ports,
  )
  if (leased.length === 0) return 'leased to another'
  let published: { messageId?: string }
  try {
    published = await ports.publisher.publish(worded(alert, monitor, log, ports))
  } catch (cause) {
    return new Error(`alert ${alertId} was not published and stays owed`, { cause })
  }
  await strikeTold(monitorId, [alert], published, ports)
  return 'published'
}

/** An alert as it is told by itself. */
export function worded(
  alert: OwedAlert,
  monitor: AlertedMonitor,
  log: readonly LogLine[] | undefined,
  ports: NotifyPorts,
): AlertMessage {
  return wordAlert(alert, monitor, { ...wordingOptions(ports), ...(log && { log }) })
}

export function wordingOptions({
  runbookUrl,
  pageUrl,
  commandOptions,
  wording,
}: Pick<NotifyPorts, 'runbookUrl' | 'pageUrl' | 'commandOptions' | 'wording'>): AlertOptions {
  return {
    ...(runbookUrl !== undefined && { runbookUrl }),
    ...(pageUrl !== undefined && { pageUrl }),
    ...(commandOptions !== undefined && { commandOptions }),
    ...(wording && { wording }),
  }
}
