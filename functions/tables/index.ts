import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { dynamoTableCatalog } from '../../shared/adapters/dynamodb/table-catalog.ts'
import { stackResources } from '../../shared/adapters/aws/stack-resources.ts'
import { readEnv } from '../runtime/read-env.ts'
import { tablesHandler } from './handler.ts'

export const handler = tablesHandler({
  ...readEnv('tables', process.env),
  catalog: dynamoTableCatalog(clientInTime(DynamoDBClient, FUNCTION_PATIENCE)),
  hasResource: stackResources(clientInTime(CloudFormationClient, FUNCTION_PATIENCE)),
})
