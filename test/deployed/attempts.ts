import {
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm'

import type { Credentials } from './function-identity.ts'

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

export function publish(TopicArn: string): Attempt {
  const command = new PublishCommand({ TopicArn, Message: 'not an alert' })
  return (credentials) => new SNSClient({ credentials }).send(command)
}

export function subscribe(TopicArn: string): Attempt {
  const command = new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'someone@example.com' })
  return (credentials) => new SNSClient({ credentials }).send(command)
}

export function takeMessages(QueueUrl: string): Attempt {
  const command = new ReceiveMessageCommand({ QueueUrl })
  return (credentials) => new SQSClient({ credentials }).send(command)
}

/** With an event that no function of ours takes. */
export function invoke(FunctionName: string): Attempt {
  const command = new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: '{}' })
  return (credentials) => new LambdaClient({ credentials }).send(command)
}
