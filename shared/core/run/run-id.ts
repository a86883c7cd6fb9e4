import type { IsoDay } from '../time/iso-day.ts'
import type { EpochMs } from '../time/units.ts'

/** What `runIdOf` makes: other shapes in a header are somebody else's, or somebody's mischief. */
export const RUN_ID = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[a-z0-9-]{1,64}#[a-z-]{1,16}#[0-9a-f]{12}$/

/** The scheduled time that stands in a run's id; `undefined` when it is no id of ours. */
export function scheduledAtOf(runId: string): EpochMs | undefined {
  const at = Date.parse(runId.slice(0, runId.indexOf('#')))
  return Number.isNaN(at) ? undefined : at
}

/** The hex digits that a run's id ends in: they tell it apart where the rest would be too much to say. */
export function digestIn(runId: string): string {
  return runId.slice(runId.lastIndexOf('#') + 1)
}

/** The day, in UTC, on which the run was scheduled. */
export function dayOfRunId(runId: string): IsoDay {
  return runId.slice(0, '2026-01-05'.length)
}
