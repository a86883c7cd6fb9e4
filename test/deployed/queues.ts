import { GetQueueAttributesCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs'

import type { DeployedStack } from './stack.ts'

const client = new SQSClient({})

/** Where events go that AWS gave up on, and where those of them end that nobody can make a result of. */
export interface DeadLetterQueues {
  /** Messages in the first, and in the second. */
  counts(): Promise<{ waiting: number; unhandled: number }>
  /** Puts a message into the first, with these attributes, as AWS does. */
  send(body: string, attributes: Readonly<Record<string, string>>): Promise<void>
}

export async function deadLetterQueues(stack: Pick<DeployedStack, 'resource'>): Promise<DeadLetterQueues> {
  const { id: letters } = await stack.resource('AWS::SQS::Queue', 'DeadLettersQueue')
  const { id: unhandled } = await stack.resource('AWS::SQS::Queue', 'DeadLettersUnhandled')
  return {
    async counts() {
      return { waiting: await messagesIn(letters), unhandled: await messagesIn(unhandled) }
    },
    async send(MessageBody, attributes) {
      const MessageAttributes = Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      )
      await client.send(new SendMessageCommand({ QueueUrl: letters, MessageBody, MessageAttributes }))
    },
  }
}

async function messagesIn(QueueUrl: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] })
  const { Attributes = {} } = await client.send(asked)
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0)
}
