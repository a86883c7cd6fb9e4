import { GetTopicAttributesCommand, type SNSClient } from '@aws-sdk/client-sns'

import type { Subscriptions } from '../../app/ports/alerting.ts'

/** A topic, and how many subscribers the settings give it. */
export interface SubscribedTopic {
  topicArn: string
  subscribers: number
}

/**
 * Counts by topic what SNS says: a subscription that waits for its confirmation is none yet, and one that
 * somebody ended is missing. Those that people added by hand may hide a missing one.
 */
export function snsSubscriptions(client: SNSClient, topics: readonly SubscribedTopic[]): Subscriptions {
  async function missing({ topicArn, subscribers }: SubscribedTopic): Promise<number> {
    const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn: topicArn }))
    return Math.max(0, subscribers - Number(Attributes?.SubscriptionsConfirmed ?? 0))
  }

  return {
    async unconfirmed() {
      const counts = await Promise.all(topics.filter(({ subscribers }) => subscribers > 0).map(missing))
      return counts.reduce((sum, count) => sum + count, 0)
    },
  }
}
