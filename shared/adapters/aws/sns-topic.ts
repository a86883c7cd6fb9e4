import { type SNSClient, paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns'

import type { Subscription } from '../../app/ports/topics.ts'
import { webhookName } from '../../core/wording/webhook-name.ts'

/** What SNS says in place of an ARN: it waits for its confirmation, or is over (SNS API, `Subscription`). */
const PENDING = 'PendingConfirmation'
const OVER = 'Deleted'

/** Everybody who is subscribed, also by hand. Throws what the client throws. */
export async function subscriptionsOf(client: SNSClient, topicArn: string): Promise<Subscription[]> {
  const found: Subscription[] = []
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client },
    { TopicArn: topicArn },
  )) {
    for (const { Protocol: protocol = 'unknown', Endpoint = '', SubscriptionArn } of Subscriptions) {
      if (SubscriptionArn === OVER) continue
      const endpoint = protocol.startsWith('http') ? webhookName(Endpoint) : Endpoint
      found.push({ protocol, endpoint, confirmed: SubscriptionArn !== PENDING })
    }
  }
  return found
}
