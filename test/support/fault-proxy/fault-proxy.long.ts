import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'

import { FAKE_AWS, type RecordingEndpoint, recordingEndpoint } from '../aws/recording-endpoint.ts'
import { MOST_WAIT_MS } from '../thorough.ts'
import { type FaultProxy, faultProxy } from './fault-proxy.ts'
import type { AwsFault } from './fault-plan.ts'

let behind: RecordingEndpoint
let proxy: FaultProxy
beforeEach(async () => {
  // Enough of an answer for every protocol.
  behind = await recordingEndpoint(({ body }) =>
    body.startsWith('Action=')
      ? { type: 'text/xml', body: '<PublishResponse><PublishResult/></PublishResponse>' }
      : { body: '{}' },
  )
  proxy = await faultProxy(behind.url)
})
afterEach(async () => {
  await proxy.close()
  await behind.close()
})

const settings = (maxAttempts: number) => ({ ...FAKE_AWS, endpoint: proxy.url, maxAttempts })

function getItem(monitorId = 'inbox', maxAttempts = 3): Promise<unknown> {
  const command = new GetItemCommand({ TableName: 'Monitors', Key: { monitorId: { S: monitorId } } })
  return new DynamoDBClient(settings(maxAttempts)).send(command)
}

const CALLS: Readonly<
  Record<string, { call: (attempts: number) => Promise<unknown>; action: string; tooMany: string }>
> = {
  'a JSON service': {
    call: (attempts) => getItem('inbox', attempts),
    action: 'dynamodb GetItem',
    tooMany: 'ThrottlingException',
  },
  'a query service': {
    call: (attempts) =>
      new SNSClient(settings(attempts)).send(new PublishCommand({ TopicArn: 'arn', Message: 'x' })),
    action: 'sns Publish',
    tooMany: 'ThrottlingException',
  },
  'a REST service': {
    call: (attempts) =>
      new SchedulerClient(settings(attempts)).send(
        new CreateScheduleCommand({
          Name: 'inbox',
          GroupName: 'g',
          ScheduleExpression: 'rate(10 minutes)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: { Arn: 'arn', RoleArn: 'arn' },
        }),
      ),
    action: 'scheduler CreateSchedule',
    tooMany: 'ThrottlingException',
  },
  Lambda: {
    call: (attempts) =>
      new LambdaClient(settings(attempts)).send(new InvokeCommand({ FunctionName: 'probe' })),
    action: 'lambda Invoke',
    tooMany: 'TooManyRequestsException',
  },
}

describe.each(Object.entries(CALLS))('%s', (_, { call, action, tooMany }) => {
  test('is passed on and named', async () => {
    await call(1)
    expect(proxy.calls.map((one) => `${one.service} ${one.action}`)).toEqual([action])
    expect(behind.requests).toHaveLength(1)
  })

  test('is throttled in its own words', async () => {
    proxy.strike({ fault: 'throttled' })
    await expect(call(1)).rejects.toMatchObject({ name: tooMany })
    expect(behind.requests).toHaveLength(0)
  })

  test.each<[AwsFault, number]>([
    ['fails before', 0],
    ['fails after', 1],
    ['answer lost', 1],
  ])('%s: carried out %i times, and an error for the caller', async (fault, times) => {
    proxy.strike({ fault })
    await expect(call(1)).rejects.toThrow()
    expect(behind.requests).toHaveLength(times)
  })

  test.each<AwsFault>(['throttled', 'fails before', 'fails after', 'answer lost'])(
    '%s once, and the SDK heals it',
    async (fault) => {
      proxy.strike({ fault })
      await call(3)
      expect(proxy.calls.map((one) => one.fault)).toEqual([fault, undefined])
    },
  )
})

test.each<[AwsFault, number]>([
  ['silent before', 0],
  ['silent after', 1],
])('%s: carried out %i times, and the caller waits until it gives up', async (fault, times) => {
  proxy.strike({ fault })
  const caller = new AbortController()
  const command = new InvokeCommand({ FunctionName: 'probe' })
  const called = new LambdaClient(settings(1)).send(command, { abortSignal: caller.signal })
  await vi.waitFor(() => expect(proxy.calls).toHaveLength(1), { timeout: MOST_WAIT_MS })
  await vi.waitFor(() => expect(behind.requests).toHaveLength(times), { timeout: MOST_WAIT_MS })
  caller.abort()
  await expect(called).rejects.toMatchObject({ name: 'AbortError' })
})

test('with all attempts a call fails for good, however often it is tried', async () => {
  const striking = proxy.strike({ fault: 'fails before', attempts: 'all' })
  await expect(getItem()).rejects.toThrow('failed on purpose')
  expect(striking.struck).toBe(true)
  expect(proxy.calls.length).toBeGreaterThan(1)
  await getItem()
})

test('calls are counted as calls, not as attempts, and only those about what was named', async () => {
  proxy.strike({ service: 'dynamodb', action: 'GetItem', about: 'inbox', nth: 1, fault: 'fails before' })
  const second = proxy.strike({ action: 'GetItem', about: 'inbox', nth: 2, fault: 'fails before' })
  await getItem('other')
  await getItem('inbox')
  expect(second.struck).toBe(false)
  await getItem('inbox')
  expect(proxy.calls.map(({ fault }) => fault !== undefined)).toEqual([false, true, false, true, false])
})

test('every k-th attempt fails, by one fault after another, until told to behave', async () => {
  proxy.failEvery(3, ['throttled', 'fails before'])
  for (let call = 0; call < 5; call += 1) await getItem()
  proxy.behave()
  await getItem()
  const faults = [undefined, undefined, 'throttled', undefined, undefined, 'fails before', undefined]
  expect(proxy.calls.map(({ fault }) => fault)).toEqual([...faults, undefined])
})
