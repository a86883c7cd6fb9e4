import { LambdaClient } from '@aws-sdk/client-lambda'
import { SNSClient } from '@aws-sdk/client-sns'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { lambdaRunStarter } from '../../shared/adapters/aws/lambda-run-starter.ts'
import { lambdaRenewalStarter } from '../../shared/adapters/aws/lambda-token-renewer.ts'
import { snsSubscriptions } from '../../shared/adapters/aws/sns-subscriptions.ts'
import { httpHeartbeat } from '../../shared/adapters/http-heartbeat.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import { readEnv } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { watchdogHandler } from './handler.ts'

const settings = readEnv('watchdog', process.env)
const { stackName, heartbeatUrl, tokensFunction } = settings
const recording = recordingPorts(settings)
const probeArns = Object.fromEntries(settings.probes.map(({ location, probeArn }) => [location, probeArn]))
const lambda = clientInTime(LambdaClient, FUNCTION_PATIENCE)

export const handler = watchdogHandler({
  ports: {
    ...recording,
    starter: lambdaRunStarter(lambda, probeArns),
    renewals: lambdaRenewalStarter(lambda, tokensFunction),
  },
  subscriptions: snsSubscriptions(clientInTime(SNSClient, FUNCTION_PATIENCE), settings.subscriptions),
  ...(heartbeatUrl !== undefined && { heartbeat: httpHeartbeat(heartbeatUrl) }),
  metrics: emfMetrics({ clock: recording.clock, stackName }),
  log: jsonLog(),
})
