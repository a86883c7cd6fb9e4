import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { storePorts } from '../runtime/store-ports.ts'
import { nightlyHandler } from './handler.ts'

const settings = readEnv('nightly', process.env)
const ports = storePorts(settings)

export const handler = nightlyHandler({
  ports,
  log: jsonLog(),
  metrics: emfMetrics({ clock: ports.clock, stackName: settings.stackName }),
})
