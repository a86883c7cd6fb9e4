import { clockTimeAt, instantOf } from '../../../core/maintenance/clock-time.ts'
import { digestIn } from '../../../core/run/run-id.ts'
import type { RunRef, WrittenMinute } from '../../../core/run/run-ref.ts'
import { DAY, type EpochMs, MINUTE, isoInstant } from '../../../core/time/units.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ResultStore } from '../../ports/stores/run-results.ts'
import type { ToldStore } from '../../ports/stores/told-alerts.ts'
import type { Wording } from './view-ports.ts'

export interface FindingPorts {
  clock: Pick<Clock, 'now'>
  runs: Pick<ResultStore, 'newestResult' | 'resultsBackwards'> & Pick<ToldStore, 'findTold'>
}

/** How far back results, and alerts that name one, are looked through for its digits. */
const DIGITS_RESULTS = DAY
const DIGITS_ALERTS = 30 * DAY

/** The id of the run that is meant, whether it has a result or not; `undefined`: there is none such. */
export async function meantRunId(
  ref: RunRef,
  { clock, runs }: FindingPorts,
  { zone = 'UTC' }: Wording,
): Promise<string | undefined> {
  const { monitorId } = ref
  const now = clock.now()
  switch (ref.kind) {
    case 'run':
      return ref.runId
    case 'digits':
      return byDigits(monitorId, ref.digits, now, runs)
    case 'last':
      return (await runs.newestResult(monitorId))?.runId
    case 'at': {
      const before = endOfMinute(ref.at, now, zone)
      const span = { from: -Infinity, before, pageSize: 1 }
      for await (const { runId } of runs.resultsBackwards(monitorId, span)) return runId
      return undefined
    }
    default:
      return ref satisfies never
  }
}

/** Of an alert, or of the last day: that is where somebody reads digits. */
async function byDigits(
  monitorId: string,
  digits: string,
  now: EpochMs,
  runs: FindingPorts['runs'],
): Promise<string | undefined> {
  for await (const { runId } of runs.findTold(monitorId, { from: now - DIGITS_ALERTS, before: now + 1 })) {
    if (runId !== undefined && digestIn(runId) === digits) return runId
  }
  for await (const { runId } of runs.resultsBackwards(monitorId, {
    from: now - DIGITS_RESULTS,
    before: now + DAY,
  })) {
    if (digestIn(runId) === digits) return runId
  }
  return undefined
}

/** Without a day today's, or yesterday's where today's has yet to come. */
function endOfMinute({ day, time }: WrittenMinute, now: EpochMs, zone: string): EpochMs {
  const on = (date: string) => instantOf(zone, Date.parse(`${date}T${time}Z`))
  if (day !== undefined) return on(day) + MINUTE
  const today = clockTimeAt(zone, now)
  const at = on(isoInstant(today).slice(0, 10))
  return (at <= now ? at : on(isoInstant(today - DAY).slice(0, 10))) + MINUTE
}
