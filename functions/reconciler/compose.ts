import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SchedulerClient } from '@aws-sdk/client-scheduler'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { schedulerSchedules } from '../../shared/adapters/aws/scheduler-schedules.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { SettingsOf } from '../runtime/read-env.ts'
import { patience } from '../runtime/sdk-config.ts'
import type { SchedulesHandlerOptions } from './handler.ts'

/** The ports of the schedules function on AWS, made once a process. */
export function schedulesPorts(settings: SettingsOf<'reconciler'>): SchedulesHandlerOptions['ports'] {
  const { monitorsTable, resultsTable, schedules, topics } = settings
  const clock = systemClock
  const ids = randomIds
  const client = new DynamoDBClient(patience)
  const targets = Object.fromEntries(schedules.map(({ location, ...target }) => [location, target]))
  return {
    clock,
    monitors: dynamoMonitorStore({ client, tableName: monitorsTable, ids }),
    runs: dynamoRunStore({ client, tableName: resultsTable, clock, ids }),
    // Many rows at once meet Scheduler's own limits: rather a few more tries than a batch that comes again.
    schedules: schedulerSchedules({
      client: new SchedulerClient({ ...patience, maxAttempts: 6 }),
      clock,
      targets,
    }),
    locations: Object.keys(targets),
    definitionSource: 'table',
    topics,
  }
}
