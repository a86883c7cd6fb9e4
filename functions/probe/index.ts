import { jsonLog } from '../json-log.ts'
import { emfMetrics } from '../metrics.ts'
import { readEnv } from '../read-env.ts'
import { probePorts } from './compose.ts'
import { probeHandler } from './handler.ts'

const settings = readEnv('probe', process.env)
const ports = probePorts(settings)

export const handler = probeHandler({
  ports,
  location: settings.location,
  log: jsonLog(),
  metrics: emfMetrics({ clock: ports.clock, stackName: settings.stackName }),
})
