import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
  type GetScheduleCommandOutput,
  type SchedulerClient,
  type UpdateScheduleCommandInput,
} from '@aws-sdk/client-scheduler'
import { isDeepStrictEqual } from 'node:util'

import type { Clock } from '../../app/ports/clock.ts'
import type { MonitorSchedule, Schedules } from '../../app/ports/schedules.ts'
import { regionOfArn } from '../../core/location/arn-region.ts'
import { type Interval, nextStart, intervalAt } from '../../core/schedule/due-times.ts'
import { MINUTE } from '../../core/time/units.ts'
import type { ClientOf } from './clients-by-region.ts'

/** What a schedule of one location starts, and as whom. */
export interface ScheduleTarget {
  /** The schedule group that holds this location's schedules and nothing else. */
  groupName: string
  probeArn: string
  /** The role that Scheduler takes on to invoke it. */
  roleArn: string
  deadLettersArn: string
  /**
   * Beside home: the place in the interval is told by the location too, so that the runs of several do not meet
   * in one mailbox.
   */
  beside?: true
}

export interface SchedulerSchedulesOptions {
  clientOf: ClientOf<SchedulerClient>
  clock: Clock
  /** By location. */
  targets: Readonly<Record<string, ScheduleTarget>>
}

/** What Scheduler takes as a name. An id that is none can have no schedule: its row is refused before. */
const NAME = /^[0-9a-zA-Z-_.]{1,64}$/
/** Late news is no news: after this an event becomes a dead letter. */
const EVENT_AGE_SECONDS = 300
const MOST_RETRIES = 185

/**
 * EventBridge Scheduler: one schedule for a monitor and location, named after the monitor, in the location's
 * group and Region. Its start is spread over the interval by the id. Throws what the client throws, after the
 * client's own retries, and for a location without a target.
 */
export function schedulerSchedules({ clientOf, clock, targets }: SchedulerSchedulesOptions): Schedules {
  function targetOf(location: string): ScheduleTarget {
    const target = targets[location]
    if (!target)
      throw new Error(`no schedules are kept at "${location}", only at: ${Object.keys(targets).join(', ')}`)
    return target
  }
  const clientAt = ({ probeArn }: ScheduleTarget) => clientOf(regionOfArn(probeArn))

  return {
    async put(schedule) {
      const target = targetOf(schedule.location)
      const client = clientAt(target)
      const wanted = scheduleInput(schedule, target)
      const interval = intervalOf(schedule, target)
      const { Name, GroupName } = wanted
      const standing = await unlessMissing(client.send(new GetScheduleCommand({ Name, GroupName })))
      if (standing && isAsWanted(standing, wanted, interval)) return
      // An update sends every field: what is left out would be reset (Scheduler API, UpdateSchedule).
      const whole = { ...wanted, StartDate: new Date(nextStart(interval, clock.now())) }
      if (standing && (await unlessMissing(client.send(new UpdateScheduleCommand(whole))))) return
      if (await unlessThere(client.send(new CreateScheduleCommand(whole)))) return
      await client.send(new UpdateScheduleCommand(whole))
    },

    async remove(monitorId, location) {
      const target = targetOf(location)
      if (!NAME.test(monitorId)) return
      const { groupName: GroupName } = target
      await unlessMissing(clientAt(target).send(new DeleteScheduleCommand({ Name: monitorId, GroupName })))
    },

    async list(location) {
      const target = targetOf(location)
      const { groupName: GroupName } = target
      const names: string[] = []
      let NextToken: string | undefined
      do {
        const page = await clientAt(target).send(
          new ListSchedulesCommand({ GroupName, MaxResults: 100, NextToken }),
        )
        for (const { Name } of page.Schedules ?? []) if (Name !== undefined) names.push(Name)
        ;({ NextToken } = page)
      } while (NextToken !== undefined)
      return names
    },
  }
}

type Wanted = UpdateScheduleCommandInput & { Name: string; GroupName: string }

/** All but the start, which depends on the moment. */
function scheduleInput(
  { monitorId, location, intervalMinutes, enabled }: MonitorSchedule,
  target: ScheduleTarget,
): Wanted {
  return {
    Name: monitorId,
    GroupName: target.groupName,
    Description: `Starts the runs of ${monitorId}`,
    ScheduleExpression: intervalMinutes === 1 ? 'rate(1 minute)' : `rate(${intervalMinutes} minutes)`,
    State: enabled ? 'ENABLED' : 'DISABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: target.probeArn,
      RoleArn: target.roleArn,
      Input: JSON.stringify({ monitorId, location, scheduledAt: '<aws.scheduler.scheduled-time>' }),
      RetryPolicy: { MaximumEventAgeInSeconds: EVENT_AGE_SECONDS, MaximumRetryAttempts: MOST_RETRIES },
      DeadLetterConfig: { Arn: target.deadLettersArn },
    },
  }
}

function intervalOf(schedule: MonitorSchedule, { beside }: ScheduleTarget): Interval {
  const { location, takesTurns = false } = schedule
  return intervalAt(schedule, { location, isHome: !beside, takesTurns })
}

/** A start that lies at the right place of the interval is as good as any other there. */
function isAsWanted(standing: GetScheduleCommandOutput, wanted: Wanted, interval: Interval): boolean {
  const fields = ['Description', 'ScheduleExpression', 'State', 'FlexibleTimeWindow', 'Target'] as const
  const same = fields.every((field) => isDeepStrictEqual(standing[field], wanted[field]))
  const { StartDate, EndDate } = standing
  return same && !EndDate && StartDate !== undefined && isItsPlace(StartDate.getTime(), interval)
}

function isItsPlace(start: number, interval: Interval): boolean {
  return nextStart(interval, start) === start + interval.intervalMinutes * MINUTE
}

function unlessMissing<T>(call: Promise<T>): Promise<T | undefined> {
  return unless('ResourceNotFoundException', call)
}

/** A schedule that is there already: somebody was first, or we were and the answer was lost. */
function unlessThere<T>(call: Promise<T>): Promise<T | undefined> {
  return unless('ConflictException', call)
}

async function unless<T>(name: string, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    if (error instanceof Error && error.name === name) return undefined
    throw error
  }
}
