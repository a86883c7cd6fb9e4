import { SNSClient } from '@aws-sdk/client-sns'
import { expect, onTestFinished, test } from 'vitest'

import { subscriptionsOf } from '../../../shared/adapters/aws/sns-topic.ts'
import { FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import { subscriptionsPage } from '../../support/aws/sns-page.ts'

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts'

async function said(...pages: Parameters<typeof subscriptionsPage>[0][]) {
  const endpoint = await recordingEndpoint(({ body }) => {
    const page = Number(new URLSearchParams(body).get('NextToken') ?? 0)
    return subscriptionsPage(pages[page] ?? [], page + 1 < pages.length ? String(page + 1) : undefined)
  })
  onTestFinished(() => endpoint.close())
  const subscriptions = await subscriptionsOf(new SNSClient({ ...FAKE_AWS, endpoint: endpoint.url }), TOPIC)
  return { subscriptions, requests: endpoint.requests }
}

test('who has not confirmed yet is told apart, and who ended it is left out', async () => {
  const { subscriptions } = await said([
    ['email', 'a@example.com', `${TOPIC}:1`],
    ['email', 'b@example.com', 'PendingConfirmation'],
    ['email', 'c@example.com', 'Deleted'],
  ])
  expect(subscriptions).toEqual([
    { protocol: 'email', endpoint: 'a@example.com', confirmed: true },
    { protocol: 'email', endpoint: 'b@example.com', confirmed: false },
  ])
})

test('of a webhook the host alone is said: the rest of its URL is as good as a password', async () => {
  const { subscriptions } = await said([['https', 'https://hooks.example.com/T0/secret?x=1', `${TOPIC}:1`]])
  expect(subscriptions).toEqual([
    { protocol: 'https', endpoint: 'https://hooks.example.com/…', confirmed: true },
  ])
})

test('every page is read', async () => {
  const page = (name: string) => [['sqs', `arn:aws:sqs:eu-west-1:1:${name}`, `${TOPIC}:${name}`] as const]
  const { subscriptions, requests } = await said(page('a'), page('b'), page('c'))
  expect(subscriptions.map(({ endpoint }) => endpoint.at(-1))).toEqual(['a', 'b', 'c'])
  expect(requests).toHaveLength(3)
  expect(new URLSearchParams(requests[0]?.body).get('TopicArn')).toBe(TOPIC)
})
