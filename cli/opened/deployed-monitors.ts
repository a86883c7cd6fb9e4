import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { OpenedMonitors } from './opened.ts'
import { stackOutputs } from './stack-outputs.ts'

/** The tables of a deployed stack, in the account and Region of the environment. */
export async function deployedMonitors(stackName: string): Promise<OpenedMonitors> {
  const { outputs, region } = await stackOutputs(stackName, ['MonitorsTable', 'ResultsTable'])
  const client = new DynamoDBClient({})
  const tables = { client, ids: randomIds }
  return {
    store: dynamoMonitorStore({ ...tables, tableName: outputs.MonitorsTable }),
    tagWindows: dynamoRunStore({ ...tables, tableName: outputs.ResultsTable, clock: systemClock }),
    source: 'table',
    place: `stack ${stackName} in ${region}`,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}
