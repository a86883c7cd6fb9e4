import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { COMMAND_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import type { Clock } from '../../shared/app/ports/clock.ts'
import { findDeployedStack } from '../../shared/adapters/aws/deployed-stack.ts'
import { SECRET_FORM_OUTPUT } from '../../shared/core/aws/secret-names.ts'
import { NoStack } from './cannot-do.ts'
import type { Opened } from './opened.ts'
import { storesOver } from './stores.ts'

/** A stack of the environment's account and Region; throws `NoStack` where it or its tables are missing. */
export async function openDeployed(stackName: string, clock?: Clock): Promise<Opened> {
  const { place, stackId, monitors, results, topics, secretForm } = await findTables(stackName)
  const client = clientInTime(DynamoDBClient, COMMAND_PATIENCE)
  return {
    ...storesOver(client, { monitors, results }, clock),
    source: 'table',
    place,
    stackId,
    stackName,
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
    const place = `stack ${stackName} in ${stack.region}`
    if (stack.kind === 'none') {
      throw new NoStack(
        place,
        `there is no ${place}: npx cdk deploy makes it; --local [DIR] is for this machine`,
      )
    }
    const { outputs, status, region, account } = stack
    const stackId = [stackName, region, account].join('.')
    const { MonitorsTable: monitors, ResultsTable: results, AlertTopics: topics } = outputs
    const secretForm = outputs[SECRET_FORM_OUTPUT]
    if (monitors !== undefined && results !== undefined)
      return { place, stackId, monitors, results, topics, secretForm }
    throw new NoStack(
      place,
      `${place} (${status}) has no output ${monitors === undefined ? 'MonitorsTable' : 'ResultsTable'}: ` +
        'if it is a Roundtrip stack, npx cdk deploy finishes it; else --stack NAME names another',
    )
  } finally {
    client.destroy()
  }
}
