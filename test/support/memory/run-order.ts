import type { RunKey } from '../../../shared/core/run/run.ts'
import { currentRunId } from '../../../shared/core/run/run-id.ts'
import type { MemoryTable } from './memory-table.ts'

/** Puts the id in its place among those of its monitor, by scheduled time. */
export function placeRun({ runIds }: MemoryTable, { monitorId, runId }: RunKey): void {
  const placed = runIds.get(monitorId) ?? []
  const own = currentRunId(runId)
  if (!placed.includes(runId)) {
    placed.splice(placed.findLastIndex((one) => currentRunId(one) < own) + 1, 0, runId)
  }
  runIds.set(monitorId, placed)
}

/**
 * The ids of a monitor behind that one, or that instant, oldest first: a simulation of a month has too many to
 * look at all of them.
 */
export function runsBehind({ runIds }: MemoryTable, monitorId: string, after: string): readonly string[] {
  const placed = runIds.get(monitorId) ?? []
  return placed.slice(placed.findLastIndex((one) => currentRunId(one) <= currentRunId(after)) + 1)
}
