import { compactInstant, instantOfCompact } from '../time/compact-instant.ts'
import { type IsoDay, isoDayOf } from '../time/iso-day.ts'
import { type EpochMs, isoInstant } from '../time/units.ts'

const RUN_ID = /^\d{8}T\d{6}Z(?:m\d{3})?_[a-z0-9-]{1,64}_[a-z-]{1,16}_[0-9a-f]{12}$/
/** How ids were spelled at first: results, logs and messages in mailboxes have such still. */
const FORMER_RUN_ID = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[a-z0-9-]{1,64}#[a-z-]{1,16}#[0-9a-f]{12}$/

/** Whether `runIdOf` makes such, or made such: other shapes are somebody else's, or somebody's mischief. */
export function isRunId(text: string): boolean {
  return (RUN_ID.test(text) || FORMER_RUN_ID.test(text)) && scheduledAtOf(text) !== undefined
}

/** The same run's id as ids are spelled today: so spelled they sort by scheduled time. */
export function currentRunId(runId: string): string {
  const [instant = '', ...rest] = FORMER_RUN_ID.test(runId) ? runId.split('#') : []
  const at = Date.parse(instant)
  return Number.isNaN(at) ? runId : [compactInstant(at), ...rest].join('_')
}

/** The same run's id as it was spelled at first. */
export function formerRunId(runId: string): string {
  const [instant = '', ...rest] = runId.split('_')
  const at = instantOfCompact(instant)
  return at === undefined ? runId : [isoInstant(at), ...rest].join('#')
}

/** How people and programs name a run, and every command takes it: `MONITOR/RUN`. */
export function runName({ monitorId, runId }: { monitorId: string; runId: string }): string {
  return `${monitorId}/${runId}`
}

/** The scheduled time that stands in a run's id; `undefined` when it is no id of ours. */
export function scheduledAtOf(runId: string): EpochMs | undefined {
  return instantOfCompact(currentRunId(runId).split('_')[0] ?? '')
}

/** The location that stands in a run's id; empty when it is no id of ours. */
export function locationOf(runId: string): string {
  return currentRunId(runId).split('_')[1] ?? ''
}

/** The hex digits that a run's id ends in: they tell it apart where the rest would be too much to say. */
export function digestIn(runId: string): string {
  return runId.slice(-'0123456789ab'.length)
}

/** The day, in UTC, on which the run was scheduled; it must be an id of ours. */
export function dayOfRunId(runId: string): IsoDay {
  return isoDayOf(scheduledAtOf(runId) ?? NaN)
}
