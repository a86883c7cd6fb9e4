import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { schedulesPorts } from './compose.ts'
import { schedulesHandler } from './handler.ts'

export const handler = schedulesHandler({
  ports: schedulesPorts(readEnv('reconciler', process.env)),
  log: jsonLog(),
})
