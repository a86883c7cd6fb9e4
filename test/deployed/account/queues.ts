import { GetQueueAttributesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

import type { DeployedStack } from './stack.ts'

const client = new SQSClient({})

/** Where events go that AWS gave up on, and where those of them end that nobody can make a result of. */
export interface DeadLetterQueues {
  /** Messages in the first, and in the second. */
  counts(): Promise<{ waiting: number; unhandled: number }>
  /** Puts a letter into the first, as AWS does. */
  send(letter: Letter): Promise<void>
}

/** Body and attributes of a message, as a function gets them. */
export interface Letter {
  body: string
  messageAttributes: Readonly<Record<string, { stringValue?: string; dataType: string }>>
}

export async function deadLetterQueues(stack: Pick<DeployedStack, 'resource'>): Promise<DeadLetterQueues> {
  const { id: letters } = await stack.resource('AWS::SQS::Queue', 'DeadLettersQueue')
  const { id: unhandled } = await stack.resource('AWS::SQS::Queue', 'DeadLettersUnhandled')
  return {
    async counts() {
      return { waiting: await messagesIn(letters), unhandled: await messagesIn(unhandled) }
    },
    async send({ body, messageAttributes }) {
      const MessageAttributes = Object.fromEntries(
        Object.entries(messageAttributes).map(([name, { stringValue, dataType }]) => [
          name,
          { DataType: dataType, StringValue: stringValue },
        ]),
      )
      await client.send(new SendMessageCommand({ QueueUrl: letters, MessageBody: body, MessageAttributes }))
    },
  }
}

async function messagesIn(QueueUrl: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] })
  const { Attributes = {} } = await client.send(asked)
  return AttributeNames.reduce((sum, name) => sum + Number(Attributes[name]), 0)
}
