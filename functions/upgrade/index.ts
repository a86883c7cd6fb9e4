import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { upgradeHandler } from './handler.ts'

export const handler = upgradeHandler({
  ports: { ...storePorts(readEnv('upgrade', process.env)), source: 'table' },
  log: jsonLog(),
})
