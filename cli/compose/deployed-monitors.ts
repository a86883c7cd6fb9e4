import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { findDeployedStack } from '../../shared/adapters/deployed-stack.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { CannotDo } from '../cannot-do.ts'
import type { OpenedMonitors } from '../monitors/surroundings.ts'

/** The tables of a deployed stack, in the account and Region of the environment. */
export async function deployedMonitors(stackName: string): Promise<OpenedMonitors> {
  const { monitors, results, region } = await tablesOf(stackName)
  const client = new DynamoDBClient({})
  return {
    store: dynamoMonitorStore({ client, tableName: monitors, ids: randomIds }),
    tagWindows: dynamoRunStore({ client, tableName: results, clock: systemClock, ids: randomIds }),
    source: 'table',
    place: `stack ${stackName} in ${region}`,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}

async function tablesOf(stackName: string): Promise<{ monitors: string; results: string; region: string }> {
  const client = new CloudFormationClient({})
  try {
    const stack = await findDeployedStack(client, stackName)
    if (stack.kind === 'none') {
      throw new CannotDo(
        `there is no stack ${stackName} in ${stack.region}: npx cdk deploy makes it; --local [DIR] is for this machine`,
      )
    }
    const { MonitorsTable: monitors, ResultsTable: results } = stack.outputs
    if (monitors !== undefined && results !== undefined) return { monitors, results, region: stack.region }
    throw new CannotDo(
      `stack ${stackName} in ${stack.region} (${stack.status}) has no output ${monitors === undefined ? 'MonitorsTable' : 'ResultsTable'}: if it is a Roundtrip stack, ` +
        'npx cdk deploy finishes it; else --stack NAME names another',
    )
  } finally {
    client.destroy()
  }
}
