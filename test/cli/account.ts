import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { onTestFinished } from 'vitest'

import { storesOver } from '../../cli/opened/stores.ts'
import { TABLE_NAMES } from '../../local/store/create-table.ts'
import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { cloudFormationEndpoint } from '../support/aws/cloudformation-endpoint.ts'
import { STACK } from './surroundings.ts'

/** An environment without anybody's account. */
export const NOBODY = {
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_MAX_ATTEMPTS: '1',
}

/** What a stack says of its tables. */
export const TABLES = { MonitorsTable: TABLE_NAMES.monitors, ResultsTable: TABLE_NAMES.results }

/** An account with these stacks: CloudFormation that knows them, and a DynamoDB that holds their tables. */
export async function account(
  stacks: Parameters<typeof cloudFormationEndpoint>[0] = { [STACK]: TABLES, Mail: TABLES },
) {
  const database = await embeddedDynamoDb()
  const cloudFormation = await cloudFormationEndpoint(stacks)
  const client = new DynamoDBClient(database.client)
  onTestFinished(async () => {
    client.destroy()
    await Promise.all([cloudFormation.close(), database.close()])
  })
  const env = {
    ...NOBODY,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: database.secret,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  }
  return { env, ...storesOver(client, database.tableNames) }
}
