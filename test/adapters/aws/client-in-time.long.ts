import { once } from 'node:events'
import { type AddressInfo, type Socket, createServer } from 'node:net'
import { Readable } from 'node:stream'

import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test, vi } from 'vitest'

import { type Patience, clientInTime } from '../../../shared/adapters/aws/client-in-time.ts'
import { FAKE_AWS } from '../../support/aws/recording-endpoint.ts'

const PATIENCE: Patience = { connectMs: 2000, answerMs: 300 }
const ATTEMPTS = 3
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 100000\r\n\r\n'
const WHOLE = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}'

type Answer = (socket: Socket) => void

/** One octet after the other, each well within every limit on silence. */
function drip(socket: Socket, octets: string): void {
  let next = 0
  const timer = setInterval(() => socket.write(octets[next++] ?? ' '), 20)
  socket.on('close', () => clearInterval(timer))
}

const ANSWERS = {
  'whose body drips': (socket) => {
    socket.write(HEAD)
    drip(socket, '{')
  },
  'whose body stops': (socket) => void socket.write(`${HEAD}{`),
  'whose header drips': (socket) => drip(socket, `${HEAD.slice(0, 20)}X-Long: `),
  'that never begins': () => undefined,
} satisfies Record<string, Answer>

/** Answers each connection's request; the last of `answers` from then on. */
async function server(...answers: readonly Answer[]) {
  const sockets = new Set<Socket>()
  let requests = 0
  const listener = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', () => answers[Math.min(requests++, answers.length - 1)]?.(socket))
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    listener.close()
  })
  const { port } = listener.address() as AddressInfo
  return {
    config: { ...FAKE_AWS, endpoint: `http://127.0.0.1:${String(port)}`, maxAttempts: ATTEMPTS },
    requests: () => requests,
    open: () => [...sockets].filter(({ destroyed }) => !destroyed).length,
  }
}

const getItem = () => new GetItemCommand({ TableName: 't', Key: { id: { S: 'a' } } })

test.each(Object.entries(ANSWERS))(
  'an answer %s is given up, tried again, and told with service and limit',
  async (_, answer) => {
    const { config, requests, open } = await server(answer)
    const client = clientInTime(DynamoDBClient, PATIENCE, config)
    const error: unknown = await client.send(getItem()).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'TimeoutError' })
    expect(String(error)).toMatch(/^TimeoutError: DynamoDB: [^\n]*\b300 ms[^\n]*$/)
    expect(requests()).toBe(ATTEMPTS)
    await expect.poll(open).toBe(0)
  },
)

test('an answer that comes at the second attempt is taken', async () => {
  const { config } = await server(ANSWERS['whose body drips'], (socket) => socket.write(WHOLE))
  const client = clientInTime(DynamoDBClient, PATIENCE, config)
  expect((await client.send(getItem())).$metadata.attempts).toBe(2)
})

/** Stands still for longer than the answer may take, as a process does that waits for the processor. */
class StandingStill {
  readonly body = new Readable({ read: () => undefined })
  readonly config = {
    serviceId: 'Slow',
    requestHandler: {
      handle: () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
        return Promise.resolve({ response: { body: this.body } })
      },
    },
  }
}

test('an answer that begins too late is given up at once, and Node warns of no timer', async () => {
  const warned = vi.spyOn(process, 'emitWarning')
  onTestFinished(() => {
    warned.mockRestore()
  })
  const { config, body } = clientInTime(StandingStill, { connectMs: 2000, answerMs: 10 })
  await config.requestHandler.handle()
  await expect(once(body, 'end')).rejects.toThrow('Slow: the answer was not whole within 10 ms')
  expect(warned).not.toHaveBeenCalled()
})

type Config = Awaited<ReturnType<typeof server>>['config']

const SERVICES: Record<string, (config: Config) => Promise<unknown>> = {
  SNS: (config) =>
    clientInTime(SNSClient, PATIENCE, config).send(new PublishCommand({ TopicArn: 't', Message: 'm' })),
  SSM: (config) => clientInTime(SSMClient, PATIENCE, config).send(new GetParametersCommand({ Names: ['a'] })),
  Scheduler: (config) =>
    clientInTime(SchedulerClient, PATIENCE, config).send(new GetScheduleCommand({ Name: 'a' })),
  CloudFormation: (config) =>
    clientInTime(CloudFormationClient, PATIENCE, config).send(new DescribeStacksCommand({})),
  Lambda: (config) =>
    clientInTime(LambdaClient, PATIENCE, config).send(new InvokeCommand({ FunctionName: 'f' })),
  SQS: (config) =>
    clientInTime(SQSClient, PATIENCE, { ...config, useQueueUrlAsEndpoint: false }).send(
      new GetQueueAttributesCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q' }),
    ),
  'Secrets Manager': (config) =>
    clientInTime(SecretsManagerClient, PATIENCE, config).send(new GetSecretValueCommand({ SecretId: 'a' })),
}

test.each(Object.entries(SERVICES))('%s that drips is told by its name', async (service, ask) => {
  const { config } = await server(ANSWERS['whose body drips'])
  await expect(ask({ ...config, maxAttempts: 1 })).rejects.toThrow(`${service}: the answer was not whole`)
})
