import { jsonLog } from '../json-log.ts'
import { readSchedulesEnv } from '../read-env.ts'
import { schedulesPorts } from './compose.ts'
import { schedulesHandler } from './handler.ts'

export const handler = schedulesHandler({
  ports: schedulesPorts(readSchedulesEnv(process.env)),
  log: jsonLog(),
})
