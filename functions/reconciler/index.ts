import { SchedulerClient } from '@aws-sdk/client-scheduler'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { clientsByRegion } from '../../shared/adapters/aws/clients-by-region.ts'
import { type ScheduleTarget, schedulerSchedules } from '../../shared/adapters/aws/scheduler-schedules.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { reconcilerHandler } from './handler.ts'

const settings = readEnv('reconciler', process.env)
const stores = storePorts(settings)
const atHome = settings.schedules.map(({ location, ...target }) => [location, target] as const)
// Many rows at once meet Scheduler's own limits: rather a few more tries than a batch that comes again.
const clientOf = clientsByRegion((config) =>
  clientInTime(SchedulerClient, FUNCTION_PATIENCE, { ...config, maxAttempts: 6 }),
)

export const handler = reconcilerHandler({
  ports: {
    ...stores,
    knownLocations: settings.knownLocations,
    definitionSource: 'table',
    topics: settings.topics,
    builtInSender: settings.builtInSender !== undefined,
  },
  schedulesAt(registered) {
    const beside = registered.map((one) => [one.name, { ...one, beside: true }] as const)
    const targets: Readonly<Record<string, ScheduleTarget>> = Object.fromEntries([...atHome, ...beside])
    return schedulerSchedules({ clientOf, clock: stores.clock, targets })
  },
  log: jsonLog(),
})
