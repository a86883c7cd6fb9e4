import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateTableCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { GetTopicAttributesCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

import type { Credentials } from '../account/function-identity.ts'

/** One call of AWS, made with somebody's credentials. */
export type Attempt = (credentials: Credentials) => Promise<unknown>

/** By what is tried, in words that follow "may". */
export type Attempts = Readonly<Record<string, Attempt>>

type Item = Record<string, AttributeValue>

/** What AWS' services call it when a role does not allow a call. */
export const REFUSED = /^(AccessDenied(Exception)?|AuthorizationError(Exception)?)$/

export function readSecret(Name: string): Attempt {
  const command = new GetParametersCommand({ Names: [Name], WithDecryption: true })
  return (credentials) => new SSMClient({ credentials }).send(command)
}

export function setSecret(Name: string): Attempt {
  const command = new PutParameterCommand({ Name, Value: 'x', Type: 'SecureString', Overwrite: true })
  return (credentials) => new SSMClient({ credentials }).send(command)
}

export function readManagedSecret(SecretId: string): Attempt {
  const command = new GetSecretValueCommand({ SecretId })
  return (credentials) => new SecretsManagerClient({ credentials }).send(command)
}

export function setManagedSecret(SecretId: string): Attempt {
  const command = new PutSecretValueCommand({ SecretId, SecretString: 'x' })
  return (credentials) => new SecretsManagerClient({ credentials }).send(command)
}

export function getItem(TableName: string, Key: Item): Attempt {
  const command = new GetItemCommand({ TableName, Key })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

export function putItem(TableName: string, Item: Item): Attempt {
  const command = new PutItemCommand({ TableName, Item })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

export function deleteItem(TableName: string, Key: Item): Attempt {
  const command = new DeleteItemCommand({ TableName, Key })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

/** All items of one monitor. */
export function queryItems(TableName: string, monitorId: string): Attempt {
  const command = new QueryCommand({
    TableName,
    KeyConditionExpression: 'monitorId = :monitorId',
    ExpressionAttributeValues: { ':monitorId': { S: monitorId } },
  })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

export function scanItems(TableName: string): Attempt {
  const command = new ScanCommand({ TableName, Limit: 1 })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

/** What is due, by its index. */
export function queryDue(TableName: string): Attempt {
  const command = new QueryCommand({
    TableName,
    IndexName: 'due',
    KeyConditionExpression: 'dueShard = :shard',
    ExpressionAttributeValues: { ':shard': { S: '0' } },
  })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

export const listTables: Attempt = (credentials) =>
  new DynamoDBClient({ credentials }).send(new ListTablesCommand({}))

export function unprotectTable(TableName: string): Attempt {
  const command = new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false })
  return (credentials) => new DynamoDBClient({ credentials }).send(command)
}

export function publish(TopicArn: string): Attempt {
  const command = new PublishCommand({ TopicArn, Message: 'not an alert' })
  return (credentials) => new SNSClient({ credentials }).send(command)
}

export function subscribe(TopicArn: string): Attempt {
  const command = new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'someone@example.com' })
  return (credentials) => new SNSClient({ credentials }).send(command)
}

export function readTopic(TopicArn: string): Attempt {
  const command = new GetTopicAttributesCommand({ TopicArn })
  return (credentials) => new SNSClient({ credentials }).send(command)
}

/** `region`: where the queue is; default: where the tests are. */
export function takeMessages(QueueUrl: string, region?: string): Attempt {
  const command = new ReceiveMessageCommand({ QueueUrl })
  return (credentials) =>
    new SQSClient({ credentials, ...(region !== undefined && { region }) }).send(command)
}

export function sendMessage(QueueUrl: string): Attempt {
  const command = new SendMessageCommand({ QueueUrl, MessageBody: '{}' })
  return (credentials) => new SQSClient({ credentials }).send(command)
}

/** With the event of a run, by default of a monitor that there is not. */
export function invoke(FunctionName: string, event: object = { monitorId: 'nobody' }): Attempt {
  const Payload = JSON.stringify(event)
  const command = new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload })
  return (credentials) => new LambdaClient({ credentials }).send(command)
}

/** A schedule `by-hand` in a group, that takes on this role to start this. */
export function makeSchedule(GroupName: string, { RoleArn, Arn }: { RoleArn: string; Arn: string }): Attempt {
  const command = new CreateScheduleCommand({
    Name: 'by-hand',
    GroupName,
    State: 'DISABLED',
    ScheduleExpression: 'rate(1 hours)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn, RoleArn },
  })
  return (credentials) => new SchedulerClient({ credentials }).send(command)
}

export function removeSchedule(GroupName: string): Attempt {
  const command = new DeleteScheduleCommand({ Name: 'by-hand', GroupName })
  return (credentials) => new SchedulerClient({ credentials }).send(command)
}

export function listSchedules(GroupName: string): Attempt {
  const command = new ListSchedulesCommand({ GroupName })
  return (credentials) => new SchedulerClient({ credentials }).send(command)
}

/** A message to `x@example.test`, through this configuration set; SES is asked in the Region of the tests. */
export function sendEmail(FromEmailAddress: string, ConfigurationSetName: string): Attempt {
  const command = new SendEmailCommand({
    FromEmailAddress,
    ConfigurationSetName,
    Destination: { ToAddresses: ['x@example.test'] },
    Content: { Raw: { Data: Buffer.from(`From: ${FromEmailAddress}\r\n\r\nx\r\n`) } },
  })
  return (credentials) => new SESv2Client({ credentials }).send(command)
}
