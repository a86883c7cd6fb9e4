import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { probePorts } from './compose.ts'
import { probeHandler } from './handler.ts'

const settings = readEnv('probe', process.env)
// Lambda sets it (Lambda Developer Guide, "Defined runtime environment variables").
const ports = probePorts(settings, process.env.AWS_LAMBDA_FUNCTION_NAME ?? '')

export const handler = probeHandler({
  ports,
  location: settings.location,
  log: jsonLog(),
  metrics: emfMetrics({ clock: ports.clock, stackName: settings.stackName }),
})
