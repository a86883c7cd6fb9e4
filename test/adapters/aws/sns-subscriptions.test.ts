import { SNSClient } from '@aws-sdk/client-sns'
import { expect, test } from 'vitest'

import { snsSubscriptions } from '../../../shared/adapters/aws/sns-subscriptions.ts'
import { FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'

/** SNS whose topics all have this many confirmed subscriptions. */
function sns(confirmed: number) {
  return recordingEndpoint(() => ({
    type: 'text/xml',
    body: `<GetTopicAttributesResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><GetTopicAttributesResult><Attributes>
      <entry><key>SubscriptionsConfirmed</key><value>${String(confirmed)}</value></entry>
      <entry><key>SubscriptionsPending</key><value>1</value></entry>
      </Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>`,
  }))
}

test.each([
  [2, [3, 2], 1],
  [0, [1, 1], 2],
  [5, [3, 1], 0],
  [1, [0, 0], 0],
])('with %i confirmed on each topic, and %o wanted, %i are missing', async (confirmed, wanted, missing) => {
  const endpoint = await sns(confirmed)
  const client = new SNSClient({ ...FAKE_AWS, endpoint: endpoint.url })
  const topics = wanted.map((subscribers, n) => ({ topicArn: `arn:topic-${String(n)}`, subscribers }))
  expect(await snsSubscriptions(client, topics).unconfirmed()).toBe(missing)
  expect(endpoint.requests).toHaveLength(wanted.filter((count) => count > 0).length)
  await endpoint.close()
})
