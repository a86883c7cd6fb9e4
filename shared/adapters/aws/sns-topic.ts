import { type SNSClient, paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns'

import type { AccountSubscription } from '../../app/ports/account-facts.ts'
import type { Subscription } from '../../app/ports/topics.ts'
import { webhookName } from '../../core/wording/webhook-name.ts'

/** What SNS says in place of an ARN: it waits for its confirmation, or is over (SNS API, `Subscription`). */
const PENDING = 'PendingConfirmation'
const OVER = 'Deleted'

/** Everybody who is subscribed, also by hand. Throws what the client throws. */
export async function subscriptionsOf(client: SNSClient, topicArn: string): Promise<Subscription[]> {
  return (await subscriptionsWithArns(client, topicArn)).map(({ arn: _, ...subscription }) => subscription)
}

/** The same, with the ARN of each that is confirmed. */
export async function subscriptionsWithArns(
  client: SNSClient,
  topicArn: string,
): Promise<AccountSubscription[]> {
  const found: AccountSubscription[] = []
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client },
    { TopicArn: topicArn },
  )) {
    for (const { Protocol: protocol = 'unknown', Endpoint = '', SubscriptionArn } of Subscriptions) {
      if (SubscriptionArn === OVER) continue
      const endpoint = protocol.startsWith('http') ? webhookName(Endpoint) : Endpoint
      const isConfirmed = SubscriptionArn !== PENDING
      found.push({
        ...{ protocol, endpoint, confirmed: isConfirmed },
        ...(isConfirmed && SubscriptionArn !== undefined && { arn: SubscriptionArn }),
      })
    }
  }
  return found
}
