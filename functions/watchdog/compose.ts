import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { SNSClient } from '@aws-sdk/client-sns'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { httpHeartbeat } from '../../shared/adapters/http-heartbeat.ts'
import { lambdaRunStarter } from '../../shared/adapters/lambda-run-starter.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { snsPublisher } from '../../shared/adapters/sns-publisher.ts'
import { snsSubscriptions } from '../../shared/adapters/sns-subscriptions.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { SECOND } from '../../shared/core/units.ts'
import { jsonLog } from '../json-log.ts'
import { emfMetrics } from '../metrics.ts'
import type { SettingsOf } from '../read-env.ts'
import { patience } from '../sdk-config.ts'
import type { WatchdogHandlerOptions } from './handler.ts'

/** What the watchdog works with on AWS, made once a process. */
export function watchdogOptions(settings: SettingsOf<'watchdog'>): WatchdogHandlerOptions {
  const { monitorsTable, resultsTable, topicArns, probes, heartbeatUrl, runbookUrl, stackName } = settings
  const clock = systemClock
  const ids = randomIds
  const client = new DynamoDBClient(patience)
  const probeArns = Object.fromEntries(probes.map(({ location, probeArn }) => [location, probeArn]))
  const once = new SNSClient({ maxAttempts: 1 })
  return {
    ports: {
      clock,
      ids,
      monitors: dynamoMonitorStore({ client, tableName: monitorsTable, ids }),
      runs: dynamoRunStore({ client, tableName: resultsTable, clock, ids }),
      publisher: snsPublisher({ client: once, topicArns, signalMs: 10 * SECOND }),
      starter: lambdaRunStarter(new LambdaClient(patience), probeArns),
      definitionSource: 'table',
      runbookUrl,
    },
    subscriptions: snsSubscriptions(new SNSClient(patience), settings.subscriptions),
    ...(heartbeatUrl !== undefined && { heartbeat: httpHeartbeat(heartbeatUrl) }),
    metrics: emfMetrics({ clock, stackName }),
    log: jsonLog(),
  }
}
