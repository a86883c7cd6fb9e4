import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { SettingsOf } from './read-env.ts'

/** A client's configuration for what is at home alone; `undefined`: in the function's own Region. */
export function atHome(region: string | undefined): { region?: string } {
  return region === undefined ? {} : { region }
}

/**
 * Without `retention`, `DEFAULT_RETENTION` holds: for a function that stores no results. Without `homeRegion` the
 * tables are in the function's own Region.
 */
export type StoreSettings = SettingsOf<'stack-monitors'> &
  Partial<Pick<SettingsOf<'probe'>, 'retention' | 'homeRegion'>>

/** Both tables of the stack, made once a process. */
export function storePorts({ monitorsTable, resultsTable, retention, homeRegion }: StoreSettings) {
  const clock = systemClock
  const ids = randomIds
  const client = clientInTime(DynamoDBClient, FUNCTION_PATIENCE, atHome(homeRegion))
  const kept = retention && { retention }
  return {
    clock,
    ids,
    monitors: dynamoMonitorStore({ client, tableName: monitorsTable, ids }),
    runs: dynamoRunStore({ client, tableName: resultsTable, clock, ids, ...kept }),
    ...kept,
  }
}
