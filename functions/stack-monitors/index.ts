import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { stackMonitorsHandler } from './handler.ts'

export const handler = stackMonitorsHandler({
  ports: storePorts(readEnv('stack-monitors', process.env)),
  log: jsonLog(),
})
