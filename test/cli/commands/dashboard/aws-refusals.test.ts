import { expect, onTestFinished, test } from 'vitest'

import { type Answer, recordingEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { NOBODY, account } from '../../account.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'
import { apiIn, dashboardWorld, starts } from './dashboard-world.ts'

/** An error as DynamoDB answers it. */
function refusal(name: string, message: string, status = 400): Answer {
  return {
    status,
    body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message }),
    type: 'application/x-amz-json-1.0',
  }
}

const ROLE = 'User: arn:aws:sts::111122223333:assumed-role/Look/me is'
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Monitors'

/** What a dashboard answers whose tables answer this. */
async function answered(answer: Answer | undefined) {
  const { env, home } = await dashboardWorld()
  const tables = await recordingEndpoint(() => answer)
  onTestFinished(() => tables.close())
  const dashboard = starts(['dashboard', '--port', '0'], {
    env: { ...env, AWS_ENDPOINT_URL_DYNAMODB: tables.url },
  })
  await dashboard.address()
  const { status, headers, body } = await (await apiIn(home)).ask('GET', '/overview')
  return { status, headers, body, err: dashboard.said.err }
}

test.each([
  [
    'a right that is missing',
    refusal(
      'AccessDeniedException',
      `${ROLE} not authorized to perform: dynamodb:Scan on resource: ${TABLE}`,
    ),
    403,
    'access-denied',
    /^AWS does not allow you dynamodb:Scan on table\/Monitors: the policy Roundtrip-eu-west-1-look does$/,
  ],
  [
    'credentials that have expired',
    refusal('ExpiredTokenException', 'The security token included in the request is expired'),
    503,
    'no-credentials',
    /sign in again/,
  ],
  [
    'a key that was deleted',
    refusal('UnrecognizedClientException', 'The security token included in the request is invalid.'),
    503,
    'no-credentials',
    /sign in again/,
  ],
  ['too many requests', refusal('ThrottlingException', 'Rate exceeded'), 503, 'store-unavailable', /slows/],
])('%s: one clear problem, and no fault of ours', async (_what, answer, status, slug, detail) => {
  const heard = await answered(answer)
  expect(heard).toMatchObject({ status, body: { type: `urn:roundtrip:problem:${slug}` } })
  expect((heard.body as { detail: string }).detail).toMatch(detail)
  expect(heard.headers['retry-after']).toBe(slug === 'store-unavailable' ? '5' : undefined)
  expect(heard.err).not.toContain('problem:')
})

test('a table that is gone is a fault that who started it reads, and who asks does not', async () => {
  const message = 'Requested resource not found\u001b[2J'
  const { status, body, err } = await answered(refusal('ResourceNotFoundException', message))
  expect(status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('Requested resource')
  expect(err).toMatch(/problem: .*Requested resource not found\\x1b\[2J/)
})

test('where there are no credentials, no Region or no stack nothing is served, and one sentence says why', async () => {
  const { env } = await account({})
  const without = (name: string) => Object.fromEntries(Object.entries(env).filter(([key]) => key !== name))
  const sentences: [Record<string, string>, RegExp][] = [
    [without('AWS_ACCESS_KEY_ID'), /no AWS credentials that work were found/],
    [{ ...without('AWS_REGION'), ...NOBODY }, /no AWS Region is set/],
    [env, new RegExp(`there is no stack ${STACK} in eu-west-1`)],
  ]
  for (const [environment, sentence] of sentences) {
    const { code, out, err } = await says(['dashboard'], { env: environment })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^roundtrip: [^\n]+\n$/)
    expect(err).toMatch(sentence)
  }
})
