import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { nightlyHandler } from './handler.ts'

export const handler = nightlyHandler({
  ports: storePorts(readEnv('nightly', process.env)),
  log: jsonLog(),
})
