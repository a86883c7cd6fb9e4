import { CloudFormationClient } from '@aws-sdk/client-cloudformation'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { describe, expect, onTestFinished, test } from 'vitest'

import { lambdaEventSource } from '../../../shared/adapters/aws/lambda-event-source.ts'
import { listedResources } from '../../../shared/adapters/aws/listed-resources.ts'
import { resourcesPage } from '../../support/aws/cloudformation-endpoint.ts'
import { type Answer, FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'

async function served(answer: Parameters<typeof recordingEndpoint>[0]) {
  const endpoint = await recordingEndpoint(answer)
  onTestFinished(() => endpoint.close())
  return { options: { ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 }, requests: endpoint.requests }
}

describe('the resources of a stack', () => {
  test('are read page by page, without those that are gone or not made yet', async () => {
    const pages = [
      resourcesPage([['AWS::SNS::Topic', 'Alerts', 'arn:alerts']], '1'),
      resourcesPage([
        ['AWS::SNS::Subscription', 'Gone', 'arn:gone', 'DELETE_COMPLETE'],
        ['AWS::SNS::Subscription', 'Made', 'arn:made'],
        ['AWS::SNS::Subscription', 'NotYet', undefined, 'CREATE_IN_PROGRESS'],
      ]),
    ]
    const { options, requests } = await served(
      ({ body }) => pages[Number(new URLSearchParams(body).get('NextToken') ?? 0)],
    )
    expect(await listedResources(new CloudFormationClient(options), 'Mail')).toEqual([
      { type: 'AWS::SNS::Topic', logicalId: 'Alerts', id: 'arn:alerts' },
      { type: 'AWS::SNS::Subscription', logicalId: 'Made', id: 'arn:made' },
    ])
    expect(requests.map(({ body }) => new URLSearchParams(body).get('StackName'))).toEqual(['Mail', 'Mail'])
  })
})

describe('an event source mapping', () => {
  const seen = async (answer: Answer) => {
    const { options, requests } = await served(() => answer)
    const source = await lambdaEventSource(new LambdaClient(options), { id: 'u-1', kind: 'queue' })
    expect(requests[0]?.path).toContain('/event-source-mappings/u-1')
    return source
  }
  const arn = (service: string) => `arn:aws:${service}:eu-west-1:111122223333:x`
  const answer = (body: object) => ({ body: JSON.stringify({ UUID: 'u-1', ...body }) })

  test.each([
    [
      { State: 'Enabled', EventSourceArn: arn('dynamodb'), LastProcessingResult: 'OK' },
      { kind: 'stream', state: 'Enabled', lastResult: 'OK' },
    ],
    [
      { State: 'Disabled', EventSourceArn: arn('sqs'), StateTransitionReason: 'USER\u001b[2J_INITIATED' },
      { kind: 'queue', state: 'Disabled', reason: 'USER\\x1b[2J_INITIATED' },
    ],
    [{ EventSourceArn: arn('kinesis') }, { kind: 'other', state: 'unknown' }],
  ])('%o', async (body, expected) => {
    expect(await seen(answer(body))).toEqual({ id: 'u-1', ...expected })
  })

  test('that was removed is missing, and still known for what it was', async () => {
    const missing = {
      status: 404,
      body: JSON.stringify({ Message: 'The resource you requested does not exist.' }),
      headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
    }
    expect(await seen(missing)).toEqual({ id: 'u-1', kind: 'queue', state: 'missing' })
  })
})
