import { topicsTold } from '../core/policies.ts'
import type { Monitor } from '../core/monitor.ts'
import { isPaused, isPausedAsWritten } from '../core/paused.ts'
import { scheduledAtOf } from '../core/run-id.ts'
import { expectNothing, fallenSilent, silentAfter, withExpectations } from '../core/silence.ts'
import type { MonitorState } from '../core/state.ts'
import type { EpochMs } from '../core/units.ts'
import { definitionInForce } from './definition-in-force.ts'
import type { NotifyPorts } from './notify.ts'
import type { RunPorts } from './run-ports.ts'
import { updateState } from './state-update.ts'

export interface SilencePorts extends NotifyPorts, Pick<RunPorts, 'topics'> {
  /** When this watch itself began, where monitors run only while it does; what was due before is nobody's fault. */
  watchingSince?: EpochMs
}

/**
 * Pronounces a monitor silent wherever its expected result did not come. What is expected is worked out anew from the definition
 * that stands now: a monitor that is paused, disabled or gone meanwhile is not silent, and a longer interval gives it longer.
 */
export async function watchSilence(monitorId: string, ports: SilencePorts): Promise<void> {
  const { runs, clock } = ports
  await updateState(monitorId, runs, async (state) => {
    const now = clock.now()
    const overdue = Object.keys(state.expected).filter((location) => (state.expected[location] ?? 0) <= now)
    if (overdue.length === 0) return undefined
    const row = await ports.monitors.find(monitorId)
    if (!row) return expectNothing(state)
    const parsed = await definitionInForce(row, ports)
    if (!parsed.ok) return expectNothing(state)
    const { monitor } = parsed
    // Runs are left out by what the row says now, also where it has mistakes and another definition is in force.
    if (!isPaused(monitor, now) && isPausedAsWritten(row.definition, now)) return expectNothing(state)
    if (isPaused(monitor, now)) return withExpectations(state, monitor, Object.keys(state.expected), now)
    const accepted = await runs.findAccepted(monitorId)
    const since = Math.max(accepted?.acceptedAt ?? 0, monitor.pausedUntil ?? 0, ports.watchingSince ?? 0)
    return overdue.reduce((before, location) => judge(before, location, monitor, since, now), state)
  })
}

function judge(
  state: MonitorState,
  location: string,
  monitor: Monitor,
  since: EpochMs,
  now: EpochMs,
): MonitorState {
  const judged = state.judged[location]
  const heardAt = (judged === undefined ? undefined : scheduledAtOf(judged)) ?? since
  const silentAt = silentAfter(Math.max(heardAt, since), monitor)
  if (silentAt > now) return { ...state, expected: { ...state.expected, [location]: silentAt } }
  return fallenSilent(state, { location, since: heardAt, topics: topicsTold(monitor.alerts), now })
}
