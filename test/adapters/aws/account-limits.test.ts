import { LambdaClient } from '@aws-sdk/client-lambda'
import { SNSClient } from '@aws-sdk/client-sns'
import { describe, expect, onTestFinished, test } from 'vitest'

import { lambdaConcurrency } from '../../../shared/adapters/aws/lambda-concurrency.ts'
import { smsLimits } from '../../../shared/adapters/aws/sns-sms-limits.ts'
import { topicKey } from '../../../shared/adapters/aws/topic-key.ts'
import { type Answer, FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import { snsAnswer, snsEntries } from '../../support/aws/sns-page.ts'

async function served(answer: Parameters<typeof recordingEndpoint>[0]) {
  const endpoint = await recordingEndpoint(answer)
  onTestFinished(() => endpoint.close())
  return { ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 }
}

describe('the concurrency of an account', () => {
  const lambda = async (answer: Answer) => new LambdaClient(await served(() => answer))

  test.each([
    [
      { ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 },
      { limit: 10, unreserved: 10 },
    ],
    [
      { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 900 },
      { limit: 1000, unreserved: 900 },
    ],
    [{ ConcurrentExecutions: 50 }, { limit: 50, unreserved: 50 }],
  ])('%o is %o', async (AccountLimit, expected) => {
    const body = JSON.stringify({ AccountLimit, AccountUsage: { FunctionCount: 9 } })
    expect(await lambdaConcurrency(await lambda({ body }))).toEqual(expected)
  })

  test('that is not said is an error, and no limit of 0', async () => {
    await expect(lambdaConcurrency(await lambda({ body: '{}' }))).rejects.toThrow('does not say how many')
  })

  test('a refusal is thrown as it is', async () => {
    const refused = {
      status: 403,
      body: JSON.stringify({ Message: 'User: u is not authorized to perform: lambda:GetAccountSettings' }),
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
    }
    await expect(lambdaConcurrency(await lambda(refused))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
  })
})

describe('the limits of SMS', () => {
  const sns = async (sandbox: boolean, attributes: Record<string, string>) =>
    new SNSClient(
      await served(({ body }) =>
        body.includes('GetSMSSandboxAccountStatus')
          ? snsAnswer('GetSMSSandboxAccountStatus', `<IsInSandbox>${String(sandbox)}</IsInSandbox>`)
          : snsAnswer('GetSMSAttributes', `<attributes>${snsEntries(attributes)}</attributes>`),
      ),
    )

  test.each<[boolean, Record<string, string>, object]>([
    [true, { MonthlySpendLimit: '1' }, { sandbox: true, monthlyDollars: 1 }],
    [false, { MonthlySpendLimit: '250.50' }, { sandbox: false, monthlyDollars: 250.5 }],
    [false, {}, { sandbox: false }],
    [false, { MonthlySpendLimit: '' }, { sandbox: false }],
  ])('in the sandbox: %s, with %o', async (sandbox, attributes, expected) => {
    expect(await smsLimits(await sns(sandbox, attributes))).toEqual(expected)
  })
})

test.each<[Record<string, string>, string | undefined]>([
  [{ KmsMasterKeyId: 'alias/aws/sns' }, 'alias/aws/sns'],
  [{ SubscriptionsConfirmed: '1' }, undefined],
])('the key of a topic with %o is %s', async (attributes, expected) => {
  const answer = snsAnswer('GetTopicAttributes', `<Attributes>${snsEntries(attributes)}</Attributes>`)
  const client = new SNSClient(await served(() => answer))
  expect(await topicKey(client, 'arn:aws:sns:eu-west-1:111122223333:operations')).toBe(expected)
})
