import type { AlertPublisher } from '../../shared/app/ports/alerting.ts'
import type { RunStore } from '../../shared/app/ports/run-store.ts'
import type { AbandonPorts } from '../../shared/app/run/abandon-run.ts'
import { stackOptions } from '../../shared/core/wording/log-command.ts'
import type { SettingsOf } from './read-env.ts'
import { type StoreSettings, storePorts } from './store-ports.ts'

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
    publisher: publisherOf(topicArns, homeRegion),
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

/** Most runs tell nobody anything: the client is loaded by the first alert of a process. */
function publisherOf(
  topicArns: Readonly<Record<string, string>>,
  homeRegion: string | undefined,
): AlertPublisher {
  let own: Promise<AlertPublisher> | undefined
  return {
    async publish(message) {
      own ??= import('./own-publisher.ts').then(({ ownPublisher }) => ownPublisher(topicArns, homeRegion))
      return (await own).publish(message)
    },
  }
}
