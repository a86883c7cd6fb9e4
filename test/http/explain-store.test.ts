import { expect, test } from 'vitest'

import { explainStore } from '../../shared/http/explain-store.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { apiWorld } from './api-world.ts'

const DENIED =
  'User: arn:aws:sts::111122223333:assumed-role/Look/me is not authorized to perform: dynamodb:PutItem on ' +
  'resource: arn:aws:dynamodb:eu-west-1:111122223333:table/Results because no identity-based policy allows it'

/** An error as the SDK throws it. */
function thrown(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more })
}

test.each([
  ['AccessDeniedException', DENIED, 'access-denied', 'your AWS credentials do not allow dynamodb:PutItem'],
  ['AccessDenied', 'denied by a policy', 'access-denied', /do not allow this: denied by a policy$/],
  [
    'ExpiredTokenException',
    'The security token included in the request is expired',
    'no-credentials',
    /sign in again/,
  ],
  [
    'CredentialsProviderError',
    'Token is expired. To refresh this SSO session run …',
    'no-credentials',
    /sign in again/,
  ],
  ['UnrecognizedClientException', 'The security token is invalid.', 'no-credentials', /sign in again/],
  ['Error', 'Region is missing', 'no-credentials', /set AWS_REGION/],
  ['ThrottlingException', 'Rate exceeded', 'store-unavailable', /try again/],
  ['ProvisionedThroughputExceededException', 'too much', 'store-unavailable', /try again/],
  ['TimeoutError', 'DynamoDB: late', 'store-unavailable', /does not answer: DynamoDB: late/],
])('%s (%s) is the problem %s', (name, message, slug, detail) => {
  const problem = explainStore(thrown(name, message))
  expect(problem).toMatchObject({ slug, facts: { detail: expect.stringMatching(detail) as string } })
})

test('a server that cannot be reached is no fault of ours, and what we broke is', () => {
  expect(explainStore(thrown('Error', '', { code: 'ECONNREFUSED' }))).toMatchObject({
    slug: 'store-unavailable',
  })
  expect(explainStore(thrown('ValidationException', 'x'))).toBeUndefined()
  expect(explainStore(new TypeError('x is not a function'))).toBeUndefined()
  expect(explainStore('x')).toBeUndefined()
})

test('of a stack, a right that is missing is named with the policy that the route takes', async () => {
  const stored = new Error('DynamoDB Scan (rows)', { cause: thrown('AccessDeniedException', DENIED) })
  stored.name = 'StoreError'
  const explain: HttpHome['explain'] = (error, needs) => explainStore(error, needs, 'Roundtrip')
  const { ask, monitors, faults } = apiWorld({ explain })
  monitors.list = () => Promise.reject(stored)
  const { status, body } = await ask('/overview')
  expect(status).toBe(403)
  // Looking takes no PutItem: were it refused, none of its policy's rights would be what is missing.
  expect(body).toMatchObject({
    detail:
      "AWS does not allow you dynamodb:PutItem on table/Results, and none of the stack's policies for people does",
  })
  expect(explain(stored, 'operate')).toMatchObject({
    facts: {
      detail:
        'AWS does not allow you dynamodb:PutItem on table/Results: the policy Roundtrip-eu-west-1-operate does',
    },
  })
  expect(faults).toEqual([])
})

test('it is answered as a problem that says when to try again', async () => {
  const { ask, monitors, faults } = apiWorld({ explain: explainStore })
  monitors.list = () => Promise.reject(thrown('ThrottlingException', 'Rate exceeded'))
  const { status, headers } = await ask('/overview')
  expect([status, headers.get('retry-after')]).toEqual([503, '5'])
  expect(faults).toEqual([])
})
