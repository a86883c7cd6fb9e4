import { jsonLog } from '../json-log.ts'
import { readEnv } from '../read-env.ts'
import { recordingPorts } from './compose.ts'
import { deadLettersHandler } from './handler.ts'

const settings = readEnv('dead-letters', process.env)

export const handler = deadLettersHandler({
  ports: recordingPorts(settings),
  location: settings.location,
  stackName: settings.stackName,
  log: jsonLog(),
})
