import type { CronOptions } from 'aws-cdk-lib/aws-events'

import { type Interval, nextDue } from '../../shared/core/schedule/due-times.ts'
import { MINUTE } from '../../shared/core/time/units.ts'

const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/**
 * When a rule starts the runs of a location that takes turns: in one and the same minute of each interval, as
 * intervals are counted for turns. A rate counts from the moment at which the rule was made, and a start is up to
 * 59 s late (EventBridge, "Creating a rule that runs on a schedule"): where that is at the border of two intervals,
 * one would have two starts and the next none. Undefined for intervals that no cron expression has: those that
 * divide neither an hour nor, in whole hours, a day.
 */
export function turnTimes({ monitorId, intervalMinutes }: Interval): CronOptions | undefined {
  const place = nextDue({ monitorId, intervalMinutes }, -MINUTE) / MINUTE
  const minute = place % HOUR_MINUTES
  if (HOUR_MINUTES % intervalMinutes === 0)
    return { minute: everyFrom(minute, intervalMinutes, HOUR_MINUTES), hour: '*' }
  if (DAY_MINUTES % intervalMinutes !== 0 || intervalMinutes % HOUR_MINUTES !== 0) return undefined
  const hours = everyFrom(Math.floor(place / HOUR_MINUTES), intervalMinutes / HOUR_MINUTES, 24)
  return { minute: String(minute), hour: hours }
}

function everyFrom(first: number, step: number, whole: number): string {
  return step === whole ? String(first) : `${first}/${step}`
}
