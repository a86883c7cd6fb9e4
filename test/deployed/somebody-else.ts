import { randomUUID } from 'node:crypto'

import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { CreateTopicCommand, DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

import { secretParameterName } from '../../shared/core/secret-names.ts'

/** Things of another owner in the same account, so that what is refused is refused although it is there. */
export interface SomebodyElse {
  /** Full names: of a parameter, a table with the keys of the Results table, and a topic. */
  secret: string
  table: string
  topic: string
  remove(): Promise<void>
}

/** The secret is called `orders`, of a stack `Other`. */
export async function somebodyElse(): Promise<SomebodyElse> {
  const [ssm, dynamo, sns] = [new SSMClient({}), new DynamoDBClient({}), new SNSClient({})]
  const secret = secretParameterName('Other', 'orders')
  const table = `Other-Results-${randomUUID()}`
  await ssm.send(new PutParameterCommand({ Name: secret, Value: 'x', Type: 'SecureString', Overwrite: true }))
  await dynamo.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'monitorId', KeyType: 'HASH' },
        { AttributeName: 'sortKey', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'monitorId', AttributeType: 'S' },
        { AttributeName: 'sortKey', AttributeType: 'S' },
      ],
    }),
  )
  const { TopicArn: topic = '' } = await sns.send(new CreateTopicCommand({ Name: 'Other-alerts' }))
  return {
    secret,
    table,
    topic,
    async remove() {
      await ssm.send(new DeleteParameterCommand({ Name: secret }))
      await dynamo.send(new DeleteTableCommand({ TableName: table }))
      await sns.send(new DeleteTopicCommand({ TopicArn: topic }))
    },
  }
}
