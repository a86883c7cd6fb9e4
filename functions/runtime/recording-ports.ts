import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SNSClient } from '@aws-sdk/client-sns'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { snsPublisher } from '../../shared/adapters/aws/sns-publisher.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import type { AbandonPorts } from '../../shared/app/run/abandon-run.ts'
import { SECOND } from '../../shared/core/time/units.ts'
import type { SettingsOf } from './read-env.ts'
import { patience } from './sdk-config.ts'

type Recording = SettingsOf<'dead-letters'>

/** Without `retention`, `DEFAULT_RETENTION` holds: for a function that stores no results. */
export type RecordingSettings = Pick<
  Recording,
  'monitorsTable' | 'resultsTable' | 'topicArns' | 'alertCap' | 'runbookUrl' | 'wording'
> &
  Partial<Pick<Recording, 'retention'>>

/** What recording and telling needs on AWS, made once a process: no secrets, no mail. */
export function recordingPorts(settings: RecordingSettings): AbandonPorts & { runs: RunStore } {
  const { monitorsTable, resultsTable, topicArns, alertCap, retention, runbookUrl, wording } = settings
  const clock = systemClock
  const ids = randomIds
  const client = new DynamoDBClient(patience)
  const kept = retention && { retention }
  return {
    clock,
    ids,
    runs: dynamoRunStore({ client, tableName: resultsTable, clock, ids, ...kept }),
    monitors: dynamoMonitorStore({ client, tableName: monitorsTable, ids }),
    publisher: snsPublisher({ client: new SNSClient({ maxAttempts: 1 }), topicArns, signalMs: 10 * SECOND }),
    definitionSource: 'table',
    topics: Object.keys(topicArns),
    alertCap,
    runbookUrl,
    wording,
    ...kept,
  }
}
