import { jsonLog } from '../json-log.ts'
import { readProbeEnv } from '../read-env.ts'
import { probePorts } from './compose.ts'
import { probeHandler } from './handler.ts'

const settings = readProbeEnv(process.env)

export const handler = probeHandler({
  ports: probePorts(settings),
  location: settings.location,
  log: jsonLog(),
})
