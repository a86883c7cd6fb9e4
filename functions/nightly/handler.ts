import type { Context } from 'aws-lambda'

import type { Clock } from '../../shared/app/ports/clock.ts'
import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import { rebuildDays } from '../../shared/app/history/rebuild-days.ts'
import type { RemakePorts } from '../../shared/app/history/past-days.ts'
import { daysBefore, isoDayOf } from '../../shared/core/time/iso-day.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import type { JsonLog, LogFields } from '../runtime/json-log.ts'
import { logErrors } from '../runtime/log-errors.ts'
import type { Metrics } from '../runtime/metrics.ts'
import { type NightlyWork, parseEvent } from './parse-event.ts'

/** Kept back of Lambda's time: the days under way are seen to their end, and what is left undone is told. */
const TIME_TO_END: Millis = 30 * SECOND
/** Causes that are told: when the table cannot be reached, all of a fleet's are the same. */
const MOST_CAUSES = 10
/** Monitors that a line names whose passwords are stored without hosts. */
const MOST_NAMED = 20

export interface NightlyPorts extends RemakePorts {
  clock: Clock
  monitors: Pick<MonitorStore, 'list'>
}

export interface NightlyHandlerOptions {
  ports: NightlyPorts
  log: JsonLog
  metrics: Metrics
}

/**
 * Makes yesterday's day of every monitor in the table from its results, at 00:30 UTC: a run of 23:59 ends
 * after midnight. It may be repeated, so when some could not be made it throws, and Lambda sends the event
 * again. To make another day again, for one, after a failure that lasted, an operator invokes it with `{
 * "day": "2026-01-05" }`; with `"after": "some-id"` beside it, only the monitors whose ids sort behind that
 * one are done, which is how a fleet too large for 15 minutes goes on. On its way it counts the monitors of
 * yesterday whose password is stored without hosts, for an alarm.
 */
export function nightlyHandler(options: NightlyHandlerOptions) {
  const { ports, log } = options
  return logErrors(log, handle, 'days not made')

  async function handle(event: unknown, context: Context): Promise<LogFields> {
    const work = parseEvent(event)
    const stop = new AbortController()
    const timeLeft = Math.max(0, context.getRemainingTimeInMillis() - TIME_TO_END)
    const disarm = ports.clock.after(timeLeft, () => stop.abort())
    try {
      return await makeDays(work, stop.signal, options)
    } finally {
      disarm()
    }
  }
}

async function makeDays(
  { day, after = '' }: NightlyWork,
  stop: AbortSignal,
  { ports, log, metrics }: NightlyHandlerOptions,
): Promise<LogFields> {
  const rows = await ports.monitors.list()
  const monitorIds = rows
    .map(({ monitorId }) => monitorId)
    .filter((monitorId) => monitorId > after)
    .sort()
  const { failures, left, anyHost, ...counts } = await rebuildDays(monitorIds, day, ports, stop)
  const summary = { day, ...counts, failed: failures.length, left: left.length }
  log.write('INFO', 'days made', summary)
  const wasWhole = after === '' && failures.length === 0 && left.length === 0
  if (day === daysBefore(isoDayOf(ports.clock.now()), 1)) tellOf(anyHost, wasWhole, { log, metrics })

  const problems: string[] = []
  if (failures.length > 0) problems.push(`${failures.length} could not be made`)
  if (left.length > 0) {
    const last = monitorIds.at(-left.length - 1) ?? after
    const rest = JSON.stringify({ day, ...(last !== '' && { after: last }) })
    problems.push(`time was up with ${left.length} left; to go on, invoke this function with ${rest}`)
  }
  if (problems.length > 0) {
    const message = `of ${monitorIds.length} monitors' days ${day}: ${problems.join('; ')}`
    throw new AggregateError(failures.slice(0, MOST_CAUSES), message)
  }
  return summary
}

/** None is only said where all were looked at. */
function tellOf(
  anyHost: readonly string[],
  wasWhole: boolean,
  { log, metrics }: Pick<NightlyHandlerOptions, 'log' | 'metrics'>,
): void {
  if (anyHost.length === 0 && !wasWhole) return
  metrics.write({ SecretsForAnyHost: anyHost.length })
  if (anyHost.length === 0) return
  const named = anyHost.slice(0, MOST_NAMED).join(', ')
  log.write('INFO', 'passwords without hosts', { monitors: anyHost.length, named })
}
