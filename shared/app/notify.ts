import { wordAlert, type AlertedMonitor, type AlertOptions } from '../core/alert-wording.ts'
import { parseMonitor } from '../core/parse-monitor.ts'
import type { MonitorState, OwedAlert } from '../core/state.ts'
import { SECOND, type Millis } from '../core/units.ts'
import type { MonitorRow } from './ports.ts'
import type { RunPorts } from './run-ports.ts'
import { updateState } from './state-update.ts'

/** Longer than a publish may take, so that nobody else publishes the same alert meanwhile. */
const CLAIM: Millis = 30 * SECOND
const SENT_KEPT = 20

export type NotifyPorts = Pick<
  RunPorts,
  | 'clock'
  | 'ids'
  | 'runs'
  | 'monitors'
  | 'publisher'
  | 'starter'
  | 'definitionSource'
  | 'retention'
  | 'runbookUrl'
>

/**
 * Step 5: stores the incidents that changed, then claims, publishes and marks each alert owed. Each goes out once, unless a
 * crash or a lost answer falls between publish and mark: then again, never not at all. Answers the publishes that failed;
 * those stay owed, and the watchdog tries them again.
 */
export async function notify(monitorId: string, ports: NotifyPorts): Promise<Error[]> {
  const state = await ports.runs.findState(monitorId)
  if (!state) return []
  await storeIncidents(state, ports)
  if (state.owed.length === 0) return []
  const row = await ports.monitors.find(monitorId)
  const failures: Error[] = []
  const waiting = new Set<string>()
  for (const alert of state.owed) {
    // A recovery that overtakes its opening would leave "down" as the last word: a topic hears its alerts in order.
    if (waiting.has(alert.topic)) continue
    const outcome = await publish(monitorId, alert, row, ports)
    if (outcome !== 'published') waiting.add(alert.topic)
    if (outcome instanceof Error) failures.push(outcome)
  }
  return failures
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

async function publish(
  monitorId: string,
  alert: OwedAlert,
  row: MonitorRow | undefined,
  ports: NotifyPorts,
): Promise<'published' | 'claimed by another' | Error> {
  if (!(await claim(monitorId, alert, ports))) return 'claimed by another'
  try {
    await ports.publisher.publish(
      wordAlert(alert, alertedMonitor(monitorId, row, ports), wordingOptions(ports)),
    )
  } catch (cause) {
    return new Error(`alert ${alert.alertId} was not published and stays owed`, { cause })
  }
  await markSent(monitorId, alert, ports)
  return 'published'
}

function claim(
  monitorId: string,
  { alertId }: OwedAlert,
  { runs, clock, ids }: NotifyPorts,
): Promise<boolean> {
  const claimedBy = ids.token()
  return updateState(monitorId, runs, (state) => {
    const now = clock.now()
    const free = state.owed.some((owed) => owed.alertId === alertId && (owed.claimedUntil ?? 0) <= now)
    if (!free) return undefined
    const owed = state.owed.map((one) =>
      one.alertId === alertId ? { ...one, claimedBy, claimedUntil: now + CLAIM } : one,
    )
    return { ...state, owed }
  })
}

async function markSent(monitorId: string, alert: OwedAlert, { runs, clock }: NotifyPorts): Promise<void> {
  const { alertId, transition } = alert
  await updateState(monitorId, runs, (state) => {
    if (!state.owed.some((one) => one.alertId === alertId)) return undefined
    const sent = [...state.sent, { alertId, transition, sentAt: clock.now() }].slice(-SENT_KEPT)
    return { ...state, owed: state.owed.filter((one) => one.alertId !== alertId), sent }
  })
}

/** What an alert says of its monitor; the row may be gone or broken by now, and the alert is owed all the same. */
function alertedMonitor(monitorId: string, row: MonitorRow | undefined, ports: NotifyPorts): AlertedMonitor {
  if (!row) return { monitorId, name: monitorId, tags: [] }
  const parsed = parseMonitor(row.definition, ports.definitionSource)
  if (parsed.ok) return parsed.monitor
  const { name, tags } = row.definition
  return {
    monitorId,
    name: typeof name === 'string' ? name : monitorId,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
  }
}

function wordingOptions({ runbookUrl }: NotifyPorts): AlertOptions {
  return runbookUrl === undefined ? {} : { runbookUrl }
}
