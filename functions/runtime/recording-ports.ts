import { SNSClient } from '@aws-sdk/client-sns'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { snsPublisher } from '../../shared/adapters/aws/sns-publisher.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import type { AbandonPorts } from '../../shared/app/run/abandon-run.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { stackOptions } from '../../shared/core/wording/log-command.ts'
import type { SettingsOf } from './read-env.ts'
import { type StoreSettings, atHome, storePorts } from './store-ports.ts'

/** An answer that is not waited for may be of an alert that went out: it is told again. */
const PUBLISH_MS: Millis = 10 * SECOND

export type RecordingSettings = StoreSettings &
  Pick<
    SettingsOf<'probe'>,
    | 'topicArns'
    | 'knownLocations'
    | 'builtInSender'
    | 'alertCap'
    | 'runbookUrl'
    | 'pageUrl'
    | 'stackName'
    | 'wording'
  >

/** What recording and telling needs on AWS, made once a process: no secrets, no mail. */
export function recordingPorts(settings: RecordingSettings): AbandonPorts & { runs: RunStore } {
  const { topicArns, knownLocations, alertCap, runbookUrl, pageUrl, stackName, wording, homeRegion } =
    settings
  return {
    ...storePorts(settings),
    publisher: snsPublisher({
      client: clientInTime(
        SNSClient,
        { ...FUNCTION_PATIENCE, answerMs: PUBLISH_MS },
        { maxAttempts: 1, ...atHome(homeRegion) },
      ),
      topicArns,
      signalMs: PUBLISH_MS,
    }),
    definitionSource: 'table',
    topics: Object.keys(topicArns),
    knownLocations,
    builtInSender: settings.builtInSender !== undefined,
    alertCap,
    runbookUrl,
    ...(pageUrl !== undefined && { pageUrl }),
    commandOptions: stackOptions(stackName),
    wording,
  }
}
