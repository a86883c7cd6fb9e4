import { SNSClient } from '@aws-sdk/client-sns'
import { afterEach, expect, test } from 'vitest'

import { snsPublisher } from '../../../shared/adapters/aws/sns-publisher.ts'
import type { AlertMessage } from '../../../shared/core/wording/alert-message.ts'
import {
  FAKE_AWS,
  type RecordingEndpoint,
  recordingEndpoint,
  snsEndpoint,
} from '../../support/aws/recording-endpoint.ts'

const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alerts'

const message: AlertMessage = {
  alertId: 'a1',
  topic: 'alerts',
  subject: 'DOWN contact-form: recipient-rejected',
  text: 'The server refused the address.\nAsk its administrator.',
  sms: 'DOWN contact-form',
  json: '{"status":3}',
  attributes: { monitorId: 'contact-form', status: '3', tags: ['web', 'eu'], reason: '', locations: [] },
}

const open: RecordingEndpoint[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()))
})

async function publisherTo(
  endpoint: Promise<RecordingEndpoint>,
  signalMs = 1500,
  topicArns: Readonly<Record<string, string>> = { alerts: TOPIC },
) {
  const server = await endpoint
  open.push(server)
  const client = new SNSClient({ ...FAKE_AWS, endpoint: server.url, maxAttempts: 1 })
  return { server, publisher: snsPublisher({ client, topicArns, signalMs }) }
}

test('an alert is published once, to each protocol in its own wording', async () => {
  const { server, publisher } = await publisherTo(snsEndpoint())
  const { messageId } = await publisher.publish(message)

  expect(messageId).toMatch(/./)
  expect(server.requests).toHaveLength(1)
  const form = new URLSearchParams(server.requests[0]?.body)
  expect(form.get('Action')).toBe('Publish')
  expect(form.get('TopicArn')).toBe(TOPIC)
  expect(form.get('Subject')).toBe(message.subject)
  expect(form.get('MessageStructure')).toBe('json')
  expect(JSON.parse(form.get('Message') ?? '')).toEqual({
    default: message.text,
    email: message.text,
    sms: message.sms,
    'email-json': message.json,
    http: message.json,
    https: message.json,
    sqs: message.json,
    lambda: message.json,
  })
})

test('attributes are typed, lists as String.Array, and empty ones are left out', async () => {
  const { server, publisher } = await publisherTo(snsEndpoint())
  await publisher.publish(message)

  const form = new URLSearchParams(server.requests[0]?.body)
  const attributes = Array.from({ length: 5 }, (_, i) => {
    const at = `MessageAttributes.entry.${String(i + 1)}`
    return ['Name', 'Value.DataType', 'Value.StringValue'].map((field) => form.get(`${at}.${field}`))
  })
  expect(attributes).toEqual([
    ['monitorId', 'String', 'contact-form'],
    ['status', 'String', '3'],
    ['tags', 'String.Array', '["web","eu"]'],
    [null, null, null],
    [null, null, null],
  ])
})

test('each topic gets its own alerts', async () => {
  const NIGHT = `${TOPIC}-night`
  const { server, publisher } = await publisherTo(snsEndpoint(), 1500, { alerts: TOPIC, night: NIGHT })
  await publisher.publish({ ...message, topic: 'night' })
  await publisher.publish(message)
  expect(server.requests.map(({ body }) => new URLSearchParams(body).get('TopicArn'))).toEqual([NIGHT, TOPIC])
})

test.each(['night-shift', 'toString', '__proto__', ''])(
  'an alert for the topic %j, which the stack does not have, goes to alerts as it is',
  async (topic) => {
    const { server, publisher } = await publisherTo(snsEndpoint())
    await publisher.publish({ ...message, topic })
    await publisher.publish(message)
    const [first, second] = server.requests.map(({ body }) => body)
    expect(new URLSearchParams(first).get('TopicArn')).toBe(TOPIC)
    expect(first).toBe(second)
  },
)

test('where there is no topic alerts either, the error names both', async () => {
  const { server, publisher } = await publisherTo(snsEndpoint(), 1500, {})
  await expect(publisher.publish({ ...message, topic: 'night-shift' })).rejects.toThrow(
    'alert a1: no topic is called "night-shift", and none "alerts" to stand in for it',
  )
  expect(server.requests).toHaveLength(0)
})

test('an error of the service is thrown after one attempt', async () => {
  const { server, publisher } = await publisherTo(recordingEndpoint(() => ({ status: 500, body: '' })))
  await expect(publisher.publish(message)).rejects.toThrow()
  expect(server.requests).toHaveLength(1)
})

test('an answer that does not come is given up after the time set, after one attempt', async () => {
  const { server, publisher } = await publisherTo(
    recordingEndpoint(() => undefined),
    200,
  )
  await expect(publisher.publish(message)).rejects.toThrow(/abort/i)
  expect(server.requests).toHaveLength(1)
})
