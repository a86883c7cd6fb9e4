import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { TABLE_NAMES, embeddedClient } from '../../local/store/embedded-dynamodb.ts'
import { findEndpoint } from '../../local/store/endpoint-file.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { OpenedAlerts } from '../commands/alert/surroundings.ts'
import { CannotDo } from './cannot-do.ts'

/** Both tables of the local mode that runs over `folder`; it shows the alerts of every topic. */
export async function localAlerts(folder: string): Promise<OpenedAlerts> {
  const endpoint = await findEndpoint(folder)
  if (endpoint === undefined) {
    throw new CannotDo(
      `no local mode runs over ${folder}, so nobody would publish an alert: start it with npm start -- --data ${folder}`,
    )
  }
  const client = new DynamoDBClient(embeddedClient(endpoint))
  const [clock, ids] = [systemClock, randomIds]
  return {
    store: dynamoMonitorStore({ client, tableName: TABLE_NAMES.monitors, ids }),
    runs: dynamoRunStore({ client, tableName: TABLE_NAMES.results, clock, ids }),
    source: 'file',
    place: `local mode in ${folder}`,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}
