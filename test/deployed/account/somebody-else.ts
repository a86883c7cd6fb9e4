import { randomUUID } from 'node:crypto'

import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  CreateScheduleGroupCommand,
  DeleteScheduleGroupCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler'
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { CreateTopicCommand, DeleteTopicCommand, SNSClient } from '@aws-sdk/client-sns'
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { DeleteParameterCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

import { managedSecretName, secretParameterName } from '../../../shared/core/aws/secret-names.ts'

/** Things of another owner in the same account, so that what is refused is refused although it is there. */
export interface SomebodyElse {
  /**
   * Full names: of a parameter, a secret, a table with the keys of the Results table, a topic, a queue, and a
   * schedule group.
   */
  secret: string
  managedSecret: string
  table: string
  topic: string
  queue: string
  group: string
  remove(): Promise<void>
}

/** Both secrets are called `orders`, of a stack `Other`. */
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
  const [secrets, scheduler, sqs] = [new SecretsManagerClient({}), new SchedulerClient({}), new SQSClient({})]
  const managedSecret = managedSecretName('Other', 'orders')
  await secrets.send(new CreateSecretCommand({ Name: managedSecret, SecretString: 'x' }))
  const group = 'Other-schedules'
  await scheduler.send(new CreateScheduleGroupCommand({ Name: group }))
  const { QueueUrl: queue = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'Other-letters' }))
  const { TopicArn: topic = '' } = await sns.send(new CreateTopicCommand({ Name: 'Other-alerts' }))
  return {
    secret,
    managedSecret,
    table,
    topic,
    queue,
    group,
    async remove() {
      await ssm.send(new DeleteParameterCommand({ Name: secret }))
      await dynamo.send(new DeleteTableCommand({ TableName: table }))
      await sns.send(new DeleteTopicCommand({ TopicArn: topic }))
      const gone = { SecretId: managedSecret, ForceDeleteWithoutRecovery: true }
      await secrets.send(new DeleteSecretCommand(gone))
      await scheduler.send(new DeleteScheduleGroupCommand({ Name: group }))
      await sqs.send(new DeleteQueueCommand({ QueueUrl: queue }))
    },
  }
}
