import { dayOfRunId } from '../../core/run/run-id.ts'
import type { RunKey } from '../../core/run/run.ts'
import type { IsoDay } from '../../core/time/iso-day.ts'
import { DAY, type EpochMs, MINUTE, type Millis } from '../../core/time/units.ts'
import { type RebuildPorts, rebuildDay } from './rebuild-day.ts'
import { type SummaryPorts, rebuildSummary } from './rebuild-summary.ts'

export type RemakePorts = RebuildPorts & SummaryPorts

/** How long after a day its results are left to the nightly pass, which begins five minutes later. */
const LEFT_TO_THE_NIGHT: Millis = 25 * MINUTE

/** Whether who changes a result of that day now must make the day again. */
export function isPastDay(day: IsoDay, now: EpochMs): boolean {
  return now > Date.parse(day) + DAY + LEFT_TO_THE_NIGHT
}

/** Makes the day of one monitor from its results, and then what its summary says of it; as `rebuildDay` does. */
export async function remakeDay(
  monitorId: string,
  day: IsoDay,
  ports: RemakePorts,
): ReturnType<typeof rebuildDay> {
  const made = await rebuildDay(monitorId, day, ports)
  await rebuildSummary(monitorId, day, ports)
  return made
}

/**
 * Makes the day of a run again whose result was stored or annotated just now, unless the nightly pass will.
 * It may be repeated: whoever comes back to a run that was broken off makes up for it so.
 */
export async function remakeDayOf({ monitorId, runId }: RunKey, ports: RemakePorts): Promise<void> {
  const day = dayOfRunId(runId)
  if (isPastDay(day, ports.clock.now())) await remakeDay(monitorId, day, ports)
}
