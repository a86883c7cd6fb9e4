import { expect, onTestFinished, test } from 'vitest'

import { type Answer, recordingEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { subscriptionsPage } from '../../../support/aws/sns-page.ts'
import { apiIn, dashboardWorld, starts } from './dashboard-world.ts'

const ARN = 'arn:aws:sns:eu-west-1:111122223333'

/** What the dashboard of a stack says of its two topics, whose subscriptions SNS tells so. */
async function topicsWhere(sns: (topicArn: string) => Answer) {
  const { env, home } = await dashboardWorld({ AlertTopicArns: `${ARN}:a,${ARN}:b` })
  const endpoint = await recordingEndpoint(({ body }) => sns(new URLSearchParams(body).get('TopicArn') ?? ''))
  onTestFinished(() => endpoint.close())
  const change = { env: { ...env, AWS_ENDPOINT_URL_SNS: endpoint.url } }
  await starts(['dashboard', '--port', '0'], change).address()
  return (await apiIn(home)).ask('GET', '/topics')
}

test('a dashboard says who hears of each topic, and who has not confirmed yet', async () => {
  const { body } = await topicsWhere((topicArn) =>
    subscriptionsPage(
      topicArn.endsWith(':a')
        ? [
            ['email', 'ops@example.net', `${topicArn}:1`],
            ['https', 'https://hooks.example.com/secret', 'PendingConfirmation'],
          ]
        : [],
    ),
  )
  expect(body).toEqual({
    items: [
      {
        name: 'alerts',
        subscriptions: [
          { protocol: 'email', endpoint: 'ops@example.net', confirmed: true },
          { protocol: 'https', endpoint: 'https://hooks.example.com/…', confirmed: false },
        ],
      },
      { name: 'on-call', subscriptions: [] },
    ],
  })
})

test('who may not ask SNS is told which right is missing', async () => {
  const { status, body } = await topicsWhere(() => ({
    status: 403,
    type: 'text/xml',
    body: `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>AuthorizationError</Code>
      <Message>User: arn:aws:iam::111122223333:user/me is not authorized to perform: SNS:ListSubscriptionsByTopic on resource: ${ARN}:a</Message>
      </Error><RequestId>r</RequestId></ErrorResponse>`,
  }))
  expect([status, body]).toEqual([
    403,
    expect.objectContaining({
      detail:
        'AWS does not allow you sns:ListSubscriptionsByTopic on a: the policy Roundtrip-eu-west-1-look does',
    }),
  ])
})
