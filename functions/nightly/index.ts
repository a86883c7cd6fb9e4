import { jsonLog } from '../json-log.ts'
import { readEnv } from '../read-env.ts'
import { nightlyPorts } from './compose.ts'
import { nightlyHandler } from './handler.ts'

export const handler = nightlyHandler({
  ports: nightlyPorts(readEnv('nightly', process.env)),
  log: jsonLog(),
})
