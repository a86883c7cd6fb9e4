import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { Clock, Ids } from '../../app/ports/clock.ts'
import type { RunStore } from '../../app/ports/run-store.ts'
import { acceptedDefinitions } from './accepted-definitions.ts'
import { DEFAULT_RETENTION, type Retention } from '../../core/history/retention.ts'
import { askedTests } from './asked-tests.ts'
import { days } from './days.ts'
import { deletedMessages } from './seen/deleted-messages.ts'
import { dueItems } from './due-items.ts'
import { grantStates } from './grant-states.ts'
import { incidents } from './incidents.ts'
import { installation } from './installation.ts'
import { liveNews } from './live-news.ts'
import { locations } from './locations.ts'
import { mailEvents } from './mail-events.ts'
import { monitorStates } from './monitor-states.ts'
import { openRuns } from './open-runs.ts'
import { refusedLogins } from './refused-logins.ts'
import { runLogs } from './run-logs.ts'
import { runResults } from './run-results.ts'
import { summaries } from './summaries.ts'
import { tagWindows } from './tag-windows.ts'
import { tlsSeen } from './seen/tls-seen.ts'
import { trials } from './trials.ts'
import { upgradeSteps } from './upgrade-steps.ts'
import { tableAccess } from './access/table-access.ts'
import { toldAlerts } from './told-alerts.ts'
import { topicTraffic } from './topic-traffic.ts'

export interface RunStoreOptions {
  client: DynamoDBClient
  tableName: string
  clock: Clock
  ids: Ids
  /**
   * Days that results are kept; absent: `DEFAULT_RETENTION`. Logs are told at each put; days, incidents and
   * states are kept for ever.
   */
  retention?: Pick<Retention, 'resultDays'>
}

/**
 * The Results table. Single-item conditional writes only; whatever DynamoDB cannot do, and whatever is stored
 * and does not fit, is thrown as `StoreError`.
 */
export function dynamoRunStore(options: RunStoreOptions): RunStore {
  const { client, tableName, clock, ids, retention = DEFAULT_RETENTION } = options
  const results = { table: tableAccess(client, tableName), clock, ids }
  const open = openRuns(results)
  return {
    ...installation(results),
    ...open,
    ...runLogs(results),
    ...runResults(results, retention.resultDays),
    ...mailEvents(results, retention.resultDays),
    ...days(results),
    ...summaries(results),
    ...monitorStates(results),
    ...topicTraffic(results),
    ...toldAlerts(results, retention.resultDays),
    ...refusedLogins(results),
    ...grantStates(results),
    ...incidents(results),
    ...acceptedDefinitions(results),
    ...tagWindows(results),
    ...tlsSeen(results),
    ...deletedMessages(results),
    ...upgradeSteps(results),
    ...askedTests(results),
    ...liveNews(results),
    ...trials(results),
    ...locations(results),
    ...dueItems(results, open.findOpen),
  }
}
