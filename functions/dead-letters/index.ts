import { systemClock } from '../../shared/adapters/system-clock.ts'
import { jsonLog } from '../json-log.ts'
import { emfMetrics } from '../metrics.ts'
import { readEnv } from '../read-env.ts'
import { recordingPorts } from '../recording-ports.ts'
import { deadLettersHandler } from './handler.ts'

const settings = readEnv('dead-letters', process.env)

export const handler = deadLettersHandler({
  ports: recordingPorts(settings),
  location: settings.location,
  stackName: settings.stackName,
  log: jsonLog(),
  metrics: emfMetrics({ clock: systemClock, stackName: settings.stackName }),
})
