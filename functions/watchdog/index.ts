import { LambdaClient } from '@aws-sdk/client-lambda'
import { SNSClient } from '@aws-sdk/client-sns'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { clientsByRegion } from '../../shared/adapters/aws/clients-by-region.ts'
import { lambdaRunStarter } from '../../shared/adapters/aws/lambda-run-starter.ts'
import { lambdaRenewalStarter } from '../../shared/adapters/aws/lambda-token-renewer.ts'
import { snsSubscriptions } from '../../shared/adapters/aws/sns-subscriptions.ts'
import { httpHeartbeat } from '../../shared/adapters/http-heartbeat.ts'
import type { RunStarter } from '../../shared/app/ports/run-starter.ts'
import { placesOf, probesWith } from '../../shared/core/location/places.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { watchdogHandler } from './handler.ts'
import { ownQueues } from './own-queues.ts'

const settings = readEnv('watchdog', process.env)
const { stackName, heartbeatUrl, tokensFunction } = settings
const recording = recordingPorts(settings)
const { runs } = recording
const atHome = Object.fromEntries(settings.probes.map(({ location, probeArn }) => [location, probeArn]))
const lambdaOf = clientsByRegion((config) => clientInTime(LambdaClient, FUNCTION_PATIENCE, config))

/** Locations are read when a run is started again, which is rare. */
const starter: RunStarter = {
  async start(request) {
    const probeArns = probesWith(atHome, await runs.registeredLocations())
    await lambdaRunStarter(lambdaOf, probeArns).start(request)
  },
}

export const handler = watchdogHandler({
  ports: {
    ...recording,
    starter,
    renewals: lambdaRenewalStarter(lambdaOf(undefined), tokensFunction),
    places: async () => placesOf(settings.knownLocations, await runs.registeredLocations()),
  },
  subscriptions: snsSubscriptions(clientInTime(SNSClient, FUNCTION_PATIENCE), settings.subscriptions),
  locations: runs,
  queues: ownQueues(),
  ...(heartbeatUrl !== undefined && { heartbeat: httpHeartbeat(heartbeatUrl) }),
  metrics: emfMetrics({ clock: recording.clock, stackName }),
  log: jsonLog(),
})
