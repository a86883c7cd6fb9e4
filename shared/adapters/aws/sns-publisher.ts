import { PublishCommand, type MessageAttributeValue, type SNSClient } from '@aws-sdk/client-sns'

import type { AlertMessage } from '../../core/wording/alert-message.ts'
import type { AlertPublisher } from '../../app/ports/alerting.ts'
import { ALERT_TOPIC } from '../../core/definition/built-in-topics.ts'
import type { Millis } from '../../core/time/units.ts'

export interface SnsPublisherOptions {
  /**
   * Made with `maxAttempts: 1`: a publish whose answer was lost may have gone out, so only the caller may
   * repeat it.
   */
  client: SNSClient
  /** A topic's name in the settings to its ARN. */
  topicArns: Readonly<Record<string, string>>
  /** Longest wait for the answer. */
  signalMs: Millis
}

/**
 * Publishes alerts to SNS, to each kind of subscriber in its own wording: text to email, the short one to
 * SMS, JSON to whatever is a program. An alert for a topic that the stack does not have goes to `alerts`: one
 * that was taken out of the settings while an alert was owed to it, or while a monitor still names it. Throws
 * what the client throws.
 */
export function snsPublisher({ client, topicArns, signalMs }: SnsPublisherOptions): AlertPublisher {
  const arnOf = (topic: string) => (Object.hasOwn(topicArns, topic) ? topicArns[topic] : undefined)
  return {
    async publish(message) {
      const topicArn = arnOf(message.topic) ?? arnOf(ALERT_TOPIC)
      if (topicArn === undefined) {
        throw new Error(
          `alert ${message.alertId}: no topic is called "${message.topic}", and none "${ALERT_TOPIC}" to stand in for it`,
        )
      }
      const command = new PublishCommand({
        TopicArn: topicArn,
        Subject: message.subject,
        MessageStructure: 'json',
        Message: JSON.stringify(wordings(message)),
        MessageAttributes: Object.fromEntries(Object.entries(message.attributes).flatMap(attribute)),
      })
      const { MessageId } = await client.send(command, { abortSignal: AbortSignal.timeout(signalMs) })
      return MessageId === undefined ? {} : { messageId: MessageId }
    },
  }
}

/** By protocol of the subscription; a protocol that is not named gets `default`. */
function wordings({ text, sms, json }: AlertMessage): Record<string, string> {
  return {
    default: text,
    email: text,
    sms,
    'email-json': json,
    http: json,
    https: json,
    sqs: json,
    lambda: json,
  }
}

/** SNS refuses an empty attribute, so one that says nothing is left out. */
function attribute([name, value]: [string, string | readonly string[]]): [string, MessageAttributeValue][] {
  if (value.length === 0) return []
  return typeof value === 'string'
    ? [[name, { DataType: 'String', StringValue: value }]]
    : [[name, { DataType: 'String.Array', StringValue: JSON.stringify(value) }]]
}
