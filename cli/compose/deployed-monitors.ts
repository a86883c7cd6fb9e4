import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import type { OpenedMonitors } from '../monitors/surroundings.ts'
import { stackOutputs } from './stack-outputs.ts'

/** The Monitors table of a deployed stack, in the account and Region of the environment. */
export async function deployedMonitors(stackName: string): Promise<OpenedMonitors> {
  const { outputs, region } = await stackOutputs(stackName, ['MonitorsTable'])
  const client = new DynamoDBClient({})
  return {
    store: dynamoMonitorStore({ client, tableName: outputs.MonitorsTable, ids: randomIds }),
    source: 'table',
    place: `stack ${stackName} in ${region}`,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}
