import type { Answer } from './recording-endpoint.ts'

/** A page of ListSubscriptionsByTopic as SNS writes it: protocol, endpoint, and the ARN or what stands in its place. */
export function subscriptionsPage(
  subscriptions: readonly (readonly [protocol: string, endpoint: string, arn: string])[],
  next?: string,
): Answer {
  const members = subscriptions.map(
    ([protocol, endpoint, arn]) =>
      `<member><Protocol>${protocol}</Protocol><Endpoint>${endpoint}</Endpoint><SubscriptionArn>${arn}</SubscriptionArn></member>`,
  )
  return {
    type: 'text/xml',
    body: `<ListSubscriptionsByTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><ListSubscriptionsByTopicResult>
      <Subscriptions>${members.join('')}</Subscriptions>${next === undefined ? '' : `<NextToken>${next}</NextToken>`}
      </ListSubscriptionsByTopicResult></ListSubscriptionsByTopicResponse>`,
  }
}

/** What SNS answers to an action, in its query protocol. */
export function snsAnswer(action: string, result: string): Answer {
  return {
    type: 'text/xml',
    body: `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result></${action}Response>`,
  }
}

/** A map as the query protocol writes it. */
export function snsEntries(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([key, value]) => `<entry><key>${key}</key><value>${value}</value></entry>`)
    .join('')
}
