import { SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'

import { sqsLocationQueues } from '../../../shared/adapters/aws/sqs-location-queues.ts'
import { failingRegion } from '../../support/aws/failing-region.ts'
import { FAKE_AWS, type RecordingEndpoint, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import { registered } from '../../support/worlds/registered.ts'

/** Attributes by the name of the queue; a queue without is not there. */
let standing: Record<string, Record<string, string>>
let endpoint: RecordingEndpoint
let regions: (string | undefined)[]

beforeEach(async () => {
  standing = {}
  regions = []
  endpoint = await recordingEndpoint(({ body }) => {
    const { QueueUrl = '' } = JSON.parse(body) as { QueueUrl?: string }
    const Attributes = standing[QueueUrl.split('/').at(-1) ?? '']
    if (Attributes) return { body: JSON.stringify({ Attributes }) }
    const error = { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'The queue does not exist.' }
    return { status: 400, body: JSON.stringify(error) }
  })
})
afterEach(() => endpoint.close())

const queues = () =>
  sqsLocationQueues((region) => {
    regions.push(region)
    return new SQSClient({ ...FAKE_AWS, endpoint: endpoint.url, useQueueUrlAsEndpoint: false })
  })

const BERLIN = registered('berlin', { region: 'eu-central-1' })
const NEAR = registered('eu-west-1')

test('letters are counted in both queues of the location, by its own Region, read or unread', async () => {
  standing = {
    'Mail-berlin-dead-letters': { ApproximateNumberOfMessages: '2', ApproximateNumberOfMessagesDelayed: '0' },
    'Mail-berlin-unhandled': {
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '1',
    },
  }
  expect(await queues().letters(BERLIN)).toEqual({ deadLetters: 2, unhandled: 1 })
  expect(new Set(regions)).toEqual(new Set(['eu-central-1']))
  const urls = endpoint.requests.map(({ body }) => (JSON.parse(body) as { QueueUrl: string }).QueueUrl)
  expect(urls).toEqual([
    'https://sqs.eu-central-1.amazonaws.com/111122223333/Mail-berlin-dead-letters',
    'https://sqs.eu-central-1.amazonaws.com/111122223333/Mail-berlin-unhandled',
  ])
})

test('a queue that is gone is no empty one', async () => {
  standing = { 'Mail-berlin-dead-letters': {} }
  await expect(queues().letters(BERLIN)).rejects.toThrow('does not exist')
})

test('a Region that does not answer fails its own location alone, by the name of the service', async () => {
  const silent = await failingRegion(SQSClient, await recordingEndpoint(() => ({ body: '{}' })))
  onTestFinished(() => silent.close())
  silent.fail('silent before')
  const attributes = { ApproximateNumberOfMessages: '1' }
  standing = { 'Mail-eu-west-1-dead-letters': attributes, 'Mail-eu-west-1-unhandled': attributes }
  const near = new SQSClient({ ...FAKE_AWS, endpoint: endpoint.url, useQueueUrlAsEndpoint: false })
  const counted = sqsLocationQueues((region) => (region === 'eu-central-1' ? silent.client() : near))
  const [away, there] = await Promise.allSettled([counted.letters(BERLIN), counted.letters(NEAR)])
  expect(away).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError' } })
  expect(there).toMatchObject({ status: 'fulfilled', value: { deadLetters: 1, unhandled: 1 } })
})
