import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { findDeployedStack } from '../../shared/adapters/aws/deployed-stack.ts'
import { dynamoRunStore } from '../../shared/adapters/dynamodb/run-store.ts'
import { randomIds } from '../../shared/adapters/random-ids.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { RECONCILE } from '../contract.ts'
import { jsonLog } from '../runtime/json-log.ts'
import { readEnv } from '../runtime/read-env.ts'
import { locationHandler } from './handler.ts'

/** A deploy may wait: rather a few more tries than one that is rolled back. */
const MOST_ATTEMPTS = 6

const { stackName, homeRegion: region } = readEnv('location', process.env)
const atHome = { region, maxAttempts: MOST_ATTEMPTS }
const cloudFormation = clientInTime(CloudFormationClient, FUNCTION_PATIENCE, atHome)
const dynamoDb = clientInTime(DynamoDBClient, FUNCTION_PATIENCE, atHome)
const lambda = clientInTime(LambdaClient, FUNCTION_PATIENCE, atHome)
const clock = systemClock

export const handler = locationHandler({
  clock,
  log: jsonLog(),
  home: { stackName, region },
  findHome: () => findDeployedStack(cloudFormation, stackName),
  locationsIn: (tableName) => dynamoRunStore({ client: dynamoDb, tableName, clock, ids: randomIds }),
  async reconcile(FunctionName) {
    const Payload = JSON.stringify(RECONCILE)
    await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
  },
})
