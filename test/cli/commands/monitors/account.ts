import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'

import { settings } from '../../../../cdk/settings.ts'
import { embeddedDynamoDb } from '../../../../local/store/embedded-dynamodb.ts'
import { dynamoMonitorStore } from '../../../../shared/adapters/dynamodb/monitor-store.ts'
import { randomIds } from '../../../../shared/adapters/random-ids.ts'
import { DEFAULT_STACK_NAME } from '../../../../shared/core/aws/secret-names.ts'
import { cloudFormationEndpoint } from '../../../support/aws/cloudformation-endpoint.ts'

/** The stack of this checkout. */
export const STACK = settings.stackName ?? DEFAULT_STACK_NAME

/** An environment without anybody's account. */
export const NOBODY = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_MAX_ATTEMPTS: '1',
}

/** An account with this stack: CloudFormation that knows its tables, and a DynamoDB that holds them. */
export async function account(stacks?: Parameters<typeof cloudFormationEndpoint>[0]) {
  const database = await embeddedDynamoDb()
  const { monitors, results } = database.tableNames
  const tables = { MonitorsTable: monitors, ResultsTable: results }
  const cloudFormation = await cloudFormationEndpoint(stacks ?? { [STACK]: tables, Mail: tables })
  const client = new DynamoDBClient(database.client)
  onTestFinished(async () => {
    client.destroy()
    await Promise.all([cloudFormation.close(), database.close()])
  })
  const env = {
    ...NOBODY,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  }
  return { env, store: dynamoMonitorStore({ client, tableName: monitors, ids: randomIds }) }
}
