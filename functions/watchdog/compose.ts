import { LambdaClient } from '@aws-sdk/client-lambda'
import { SNSClient } from '@aws-sdk/client-sns'

import { httpHeartbeat } from '../../shared/adapters/http-heartbeat.ts'
import { lambdaRunStarter } from '../../shared/adapters/aws/lambda-run-starter.ts'
import { snsSubscriptions } from '../../shared/adapters/aws/sns-subscriptions.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { emfMetrics } from '../runtime/metrics.ts'
import type { SettingsOf } from '../runtime/read-env.ts'
import { recordingPorts } from '../runtime/recording-ports.ts'
import { patience } from '../runtime/sdk-config.ts'
import type { WatchdogHandlerOptions } from './handler.ts'

/** What the watchdog works with on AWS, made once a process. */
export function watchdogOptions(settings: SettingsOf<'watchdog'>): WatchdogHandlerOptions {
  const { probes, heartbeatUrl, stackName } = settings
  const recording = recordingPorts(settings)
  const probeArns = Object.fromEntries(probes.map(({ location, probeArn }) => [location, probeArn]))
  return {
    ports: { ...recording, starter: lambdaRunStarter(new LambdaClient(patience), probeArns) },
    subscriptions: snsSubscriptions(new SNSClient(patience), settings.subscriptions),
    ...(heartbeatUrl !== undefined && { heartbeat: httpHeartbeat(heartbeatUrl) }),
    metrics: emfMetrics({ clock: recording.clock, stackName }),
    log: jsonLog(),
  }
}
