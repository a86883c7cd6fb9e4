import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { findDeployedStack } from '../../shared/adapters/deployed-stack.ts'
import { dynamoMonitorStore } from '../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { CannotDo } from '../cannot-do.ts'
import type { OpenedMonitors } from '../monitors/surroundings.ts'

/** The Monitors table of a deployed stack, in the account and Region of the environment. */
export async function deployedMonitors(stackName: string): Promise<OpenedMonitors> {
  const tableName = await monitorsTableOf(stackName)
  const client = new DynamoDBClient({})
  return {
    store: dynamoMonitorStore({ client, tableName: tableName.name, ids: randomIds }),
    source: 'table',
    place: `stack ${stackName} in ${tableName.region}`,
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}

async function monitorsTableOf(stackName: string): Promise<{ name: string; region: string }> {
  const client = new CloudFormationClient({})
  try {
    const stack = await findDeployedStack(client, stackName)
    if (stack.kind === 'none') {
      throw new CannotDo(
        `there is no stack ${stackName} in ${stack.region}: npx cdk deploy makes it; --local [DIR] is for this machine`,
      )
    }
    const name = stack.outputs.MonitorsTable
    if (name !== undefined) return { name, region: stack.region }
    throw new CannotDo(
      `stack ${stackName} in ${stack.region} (${stack.status}) has no output MonitorsTable: if it is a Roundtrip stack, ` +
        'npx cdk deploy finishes it; else --stack NAME names another',
    )
  } finally {
    client.destroy()
  }
}
