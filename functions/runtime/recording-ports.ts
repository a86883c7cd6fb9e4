import { SNSClient } from '@aws-sdk/client-sns'

import { snsPublisher } from '../../shared/adapters/aws/sns-publisher.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import type { AbandonPorts } from '../../shared/app/run/abandon-run.ts'
import { SECOND } from '../../shared/core/time/units.ts'
import type { SettingsOf } from './read-env.ts'
import { type StoreSettings, storePorts } from './store-ports.ts'

export type RecordingSettings = StoreSettings &
  Pick<SettingsOf<'probe'>, 'topicArns' | 'alertCap' | 'runbookUrl' | 'wording'>

/** What recording and telling needs on AWS, made once a process: no secrets, no mail. */
export function recordingPorts(settings: RecordingSettings): AbandonPorts & { runs: RunStore } {
  const { topicArns, alertCap, runbookUrl, wording } = settings
  return {
    ...storePorts(settings),
    publisher: snsPublisher({ client: new SNSClient({ maxAttempts: 1 }), topicArns, signalMs: 10 * SECOND }),
    definitionSource: 'table',
    topics: Object.keys(topicArns),
    alertCap,
    runbookUrl,
    wording,
  }
}
