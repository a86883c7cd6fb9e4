import { ruledByStack } from '../../shared/core/location/location-names.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { deadLettersHandler } from './handler.ts'

const settings = readEnv('dead-letters', process.env)
const { location, stackName, homeRegion } = settings
const ports = recordingPorts(settings)

export const handler = deadLettersHandler({
  ports,
  location,
  stackName: ruledByStack(stackName, location, homeRegion),
  log: jsonLog(),
  metrics: emfMetrics({ clock: ports.clock, stackName }),
})
