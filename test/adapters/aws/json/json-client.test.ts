import * as sdkDynamoDb from '@aws-sdk/client-dynamodb'
import * as sdkManager from '@aws-sdk/client-secrets-manager'
import * as sdkSsm from '@aws-sdk/client-ssm'
import { expect, onTestFinished, test } from 'vitest'

import * as dynamoDb from '../../../../shared/adapters/aws/json/client-dynamodb.ts'
import * as manager from '../../../../shared/adapters/aws/json/client-secrets-manager.ts'
import * as ssm from '../../../../shared/adapters/aws/json/client-ssm.ts'
import { type Answer, FAKE_AWS, recordingEndpoint, refusal } from '../../../support/aws/recording-endpoint.ts'

const ITEM = {
  text: { S: 'Größe' },
  octets: { B: new Uint8Array([0, 255, 7]) },
  B: { S: 'an attribute called as a type is' },
  deep: { M: { list: { L: [{ BOOL: true }, { NULL: true }, { N: '1.5' }, { B: Buffer.from('x') }] } } },
  sets: { BS: [new Uint8Array([1]), new Uint8Array([2])] },
}
const KEY = { TableName: 't', Key: { id: { S: 'a' } } }

/** Each operation that the functions use, as the SDK has it and as we have it. */
const OPERATIONS = {
  BatchGetItem: [sdkDynamoDb, dynamoDb, { RequestItems: { t: { Keys: [KEY.Key] } } }],
  DeleteItem: [sdkDynamoDb, dynamoDb, { ...KEY, ConditionExpression: '#a = :b' }],
  GetItem: [sdkDynamoDb, dynamoDb, { ...KEY, ConsistentRead: true }],
  PutItem: [sdkDynamoDb, dynamoDb, { TableName: 't', Item: ITEM }],
  Query: [sdkDynamoDb, dynamoDb, { TableName: 't', Limit: 2, ExclusiveStartKey: KEY.Key }],
  Scan: [sdkDynamoDb, dynamoDb, { TableName: 't', ConsistentRead: true }],
  UpdateItem: [
    sdkDynamoDb,
    dynamoDb,
    { ...KEY, ExpressionAttributeValues: { ':b': { B: Buffer.from('é') } } },
  ],
  GetParameters: [sdkSsm, ssm, { Names: ['/a/b'], WithDecryption: true }],
  PutParameter: [sdkSsm, ssm, { Name: '/a/b', Value: 'v', Type: 'SecureString', Overwrite: true }],
  GetSecretValue: [sdkManager, manager, { SecretId: 'a/b' }],
} as const

type Module = Readonly<Record<string, unknown>>
type Kind = new (config: object) => { send(command: object): Promise<object>; destroy(): void }

async function sent(module: Module, operation: string, input: object, answers: readonly Answer[]) {
  let next = 0
  const endpoint = await recordingEndpoint(() => answers[Math.min(next++, answers.length - 1)])
  onTestFinished(() => endpoint.close())
  const Client = Object.entries(module).find(([name]) => /^[A-Z]\w+Client$/.test(name))?.[1] as Kind
  const Command = module[`${operation}Command`] as new (input: object) => object
  const client = new Client({ ...FAKE_AWS, endpoint: endpoint.url })
  const answer = await client.send(new Command(input)).then(
    (value) => ({ value: { ...value, $metadata: undefined } }),
    (error: unknown) => ({ error: { name: (error as Error).name, message: (error as Error).message } }),
  )
  client.destroy()
  const [first] = endpoint.requests
  const asked = first && {
    method: first.method,
    path: first.path,
    target: first.headers['x-amz-target'],
    type: first.headers['content-type'],
    scope: /Credential=\S+?\/\d{8}\/(\S+),/.exec(first.headers.authorization ?? '')?.[1],
    body: JSON.parse(first.body) as unknown,
  }
  const invocations = endpoint.requests.map(({ headers }) => headers['amz-sdk-invocation-id'])
  return {
    asked,
    answer,
    attempts: endpoint.requests.length,
    attemptsSaid: endpoint.requests.map(({ headers }) => headers['amz-sdk-request']),
    invocations: new Set(invocations).size,
    named: invocations.every((id) => /^[0-9a-f-]{36}$/.test(String(id))),
  }
}

/** JSON as DynamoDB sends it: octets are base64. */
function onTheWire(item: object): string {
  return JSON.stringify(item, function (this: Record<string, unknown>, key: string, value: unknown) {
    const held = this[key]
    return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value
  })
}

test.each(Object.entries(OPERATIONS))(
  '%s is asked as the SDK asks it',
  async (operation, [sdk, own, input]) => {
    const byUs = await sent(own, operation, input, [{ body: '{}' }])
    expect(byUs).toEqual(await sent(sdk, operation, input, [{ body: '{}' }]))
    expect(byUs.asked?.target).toContain(operation)
  },
)

test.each<[operation: keyof typeof OPERATIONS, body: string]>([
  ['GetItem', onTheWire({ Item: ITEM })],
  ['GetItem', '{}'],
  ['Query', onTheWire({ Items: [ITEM, ITEM], LastEvaluatedKey: { id: { S: 'z' } } })],
  ['BatchGetItem', onTheWire({ Responses: { t: [ITEM] }, UnprocessedKeys: { t: { Keys: [KEY.Key] } } })],
  ['GetParameters', '{"Parameters":[{"Name":"/a/b","Value":"v"}],"InvalidParameters":["/c"]}'],
  ['GetSecretValue', '{"Name":"a/b","SecretString":"s"}'],
])('an answer to %s is read as the SDK reads it: %s', async (operation, body) => {
  const [sdk, own, input] = OPERATIONS[operation]
  const byUs = await sent(own, operation, input, [{ body }])
  const bySdk = await sent(sdk, operation, input, [{ body }])
  expect(onTheWire(byUs.answer)).toBe(onTheWire(bySdk.answer))
  expect(byUs.answer).toHaveProperty('value')
})

test.each<[what: string, answers: Answer[], attempts: number]>([
  ['a condition that failed', [refusal('com.amazonaws.x#ConditionalCheckFailedException', 'no')], 1],
  ['a mistake of ours', [refusal('com.amazon.coral.validate#ValidationException', 'bad key')], 1],
  ['no permission', [refusal('AccessDeniedException', 'User: x is not authorized')], 1],
  ['throttling, then an answer', [refusal('ThrottlingException', 'slow'), { body: '{}' }], 2],
  ['too little capacity', [refusal('a#ProvisionedThroughputExceededException', 'slow'), { body: '{}' }], 2],
  ['a fault of AWS, then an answer', [{ status: 500, body: '{}' }, { body: '{}' }], 2],
  ['nothing but 503', [{ status: 503, body: '' }], 4],
])('%s: as many attempts as by the SDK, and its error', async (_, answers, attempts) => {
  const byUs = await sent(dynamoDb, 'GetItem', KEY, answers)
  expect(byUs.attempts).toBe(attempts)
  const bySdk = await sent(sdkDynamoDb, 'GetItem', KEY, answers)
  expect(bySdk.attempts).toBe(attempts)
  expect(byUs).toMatchObject({ attemptsSaid: bySdk.attemptsSaid, invocations: 1, named: true })
  if (answers.at(-1)?.status !== 503) expect(byUs.answer).toEqual(bySdk.answer)
  else expect(byUs.answer).toMatchObject({ error: { message: expect.stringContaining('503') as string } })
})

test('the type of an error may stand in its header', async () => {
  const headers = { 'x-amzn-errortype': 'ParameterNotFound:http://internal.amazon.com/' }
  const answer = { status: 400, body: '{"message":"none"}', headers }
  const byUs = await sent(ssm, 'GetParameters', { Names: [] }, [answer])
  expect(byUs.answer).toEqual({ error: { name: 'ParameterNotFound', message: 'none' } })
})
