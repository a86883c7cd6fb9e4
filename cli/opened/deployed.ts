import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { findDeployedStack } from '../../shared/adapters/aws/deployed-stack.ts'
import { SECRET_FORM_OUTPUT } from '../../shared/core/aws/secret-names.ts'
import { NoStack } from './cannot-do.ts'
import type { Opened } from './opened.ts'
import { storesOver } from './stores.ts'

/** A stack of the environment's account and Region; throws `NoStack` where it or its tables are missing. */
export async function openDeployed(stackName: string): Promise<Opened> {
  const { region, monitors, results, topics, secretForm } = await findTables(stackName)
  const client = clientInTime(DynamoDBClient, COMMAND_PATIENCE)
  return {
    ...storesOver(client, { monitors, results }),
    source: 'table',
    place: `stack ${stackName} in ${region}`,
    // Stacks that were deployed before there was this output do not say.
    ...(topics !== undefined && { topics: topics.split(',') }),
    ...(secretForm !== undefined && { secretForm: Number(secretForm) }),
    close() {
      client.destroy()
      return Promise.resolve()
    },
  }
}

async function findTables(stackName: string) {
  const client = clientInTime(CloudFormationClient, COMMAND_PATIENCE)
  try {
    const stack = await findDeployedStack(client, stackName)
    if (stack.kind === 'none') {
      throw new NoStack(
        `stack ${stackName} in ${stack.region}`,
        `there is no stack ${stackName} in ${stack.region}: npx cdk deploy makes it; --local [DIR] is for this machine`,
      )
    }
    const { region, outputs, status } = stack
    const { MonitorsTable: monitors, ResultsTable: results, AlertTopics: topics } = outputs
    const secretForm = outputs[SECRET_FORM_OUTPUT]
    if (monitors !== undefined && results !== undefined)
      return { region, monitors, results, topics, secretForm }
    const place = `stack ${stackName} in ${region}`
    throw new NoStack(
      place,
      `${place} (${status}) has no output ${monitors === undefined ? 'MonitorsTable' : 'ResultsTable'}: ` +
        'if it is a Roundtrip stack, npx cdk deploy finishes it; else --stack NAME names another',
    )
  } finally {
    client.destroy()
  }
}
