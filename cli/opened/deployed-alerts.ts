import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import type { OpenedAlerts } from '../commands/alert/surroundings.ts'
import { stackOutputs } from './stack-outputs.ts'

/** Both tables of a deployed stack, in the account and Region of the environment, and the topics that it says it has. */
export async function deployedAlerts(stackName: string): Promise<OpenedAlerts> {
  const { outputs, region } = await stackOutputs(stackName, ['MonitorsTable', 'ResultsTable'])
  const client = new DynamoDBClient({})
  const [clock, ids] = [systemClock, randomIds]
  // Stacks that were deployed before there was this output do not say.
  const { AlertTopics: topics } = outputs
  return {
    store: dynamoMonitorStore({ client, tableName: outputs.MonitorsTable, ids }),
    runs: dynamoRunStore({ client, tableName: outputs.ResultsTable, clock, ids }),
    source: 'table',
    place: `stack ${stackName} in ${region}`,
    ...(topics !== undefined && { topics: topics.split(',') }),
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}
