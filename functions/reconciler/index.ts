import { SchedulerClient } from '@aws-sdk/client-scheduler'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { schedulerSchedules } from '../../shared/adapters/aws/scheduler-schedules.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { reconcilerHandler } from './handler.ts'

const settings = readEnv('reconciler', process.env)
const stores = storePorts(settings)
const targets = Object.fromEntries(settings.schedules.map(({ location, ...target }) => [location, target]))

export const handler = reconcilerHandler({
  ports: {
    ...stores,
    schedules: schedulerSchedules({
      // Many rows at once meet Scheduler's own limits: rather a few more tries than a batch that comes again.
      client: clientInTime(SchedulerClient, FUNCTION_PATIENCE, { maxAttempts: 6 }),
      clock: stores.clock,
      targets,
    }),
    locations: Object.keys(targets),
    definitionSource: 'table',
    topics: settings.topics,
  },
  log: jsonLog(),
})
