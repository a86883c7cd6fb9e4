import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { nightlyPorts } from './compose.ts'
import { nightlyHandler } from './handler.ts'

export const handler = nightlyHandler({
  ports: nightlyPorts(readEnv('nightly', process.env)),
  log: jsonLog(),
})
