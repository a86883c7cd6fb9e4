import { type DefinitionSource, type Monitor, hasBuiltInSender } from '../../../core/definition/monitor.ts'
import type { MonitorState } from '../../../core/judging/state.ts'
import { scheduledAtOf } from '../../../core/run/run-id.ts'
import { nextDue, nextStart, startDelay } from '../../../core/schedule/due-times.ts'
import { type EpochMs, MINUTE } from '../../../core/time/units.ts'
import type { MonitorRow } from '../../ports/monitor-store.ts'

interface Scheduled {
  monitor: Monitor
  managedBy: MonitorRow['managedBy']
  source: DefinitionSource
  state: MonitorState
}

/**
 * When the schedule starts a run next, after `at`: the clock of one machine, the schedule of a row, or the rule
 * of a stack monitor, which goes on from its last run.
 */
export function nextRunAfter(
  at: EpochMs,
  { monitor, managedBy, source, state }: Scheduled,
): EpochMs | undefined {
  if (hasBuiltInSender(source)) {
    const delay = startDelay(monitor)
    return nextDue(monitor, at - delay) + delay
  }
  if (managedBy === 'table') return nextStart(monitor, at)
  const times = Object.values(state.judged).flatMap((runId) => scheduledAtOf(runId) ?? [])
  if (times.length === 0) return undefined
  const last = Math.max(...times)
  const interval = monitor.intervalMinutes * MINUTE
  return last + Math.max(1, Math.floor((at - last) / interval) + 1) * interval
}
