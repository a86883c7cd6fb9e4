import { systemClock } from '../../shared/adapters/system-clock.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { deadLettersHandler } from './handler.ts'

const settings = readEnv('dead-letters', process.env)

export const handler = deadLettersHandler({
  ports: recordingPorts(settings),
  location: settings.location,
  stackName: settings.stackName,
  log: jsonLog(),
  metrics: emfMetrics({ clock: systemClock, stackName: settings.stackName }),
})
