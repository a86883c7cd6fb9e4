import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { mailEventsHandler } from './handler.ts'

export const handler = mailEventsHandler({
  runs: storePorts(readEnv('mail-events', process.env)).runs,
  log: jsonLog(),
})
