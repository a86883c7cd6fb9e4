import { jsonLog } from '../json-log.ts'
import { readNightlyEnv } from '../read-env.ts'
import { nightlyPorts } from './compose.ts'
import { nightlyHandler } from './handler.ts'

export const handler = nightlyHandler({ ports: nightlyPorts(readNightlyEnv(process.env)), log: jsonLog() })
