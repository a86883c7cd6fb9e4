import { LambdaClient } from '@aws-sdk/client-lambda'
import type { GrantReason } from '../../../shared/core/run/statuses.ts'
import { expect, onTestFinished, test } from 'vitest'

import { parseEvent } from '../../../functions/tokens/parse-event.ts'
import {
  lambdaRenewalStarter,
  lambdaTokenRenewer,
} from '../../../shared/adapters/aws/lambda-token-renewer.ts'
import type { Renewal, RenewalWish } from '../../../shared/app/ports/token-renewal.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import { type Answer, FAKE_AWS, recordingEndpoint } from '../../support/aws/recording-endpoint.ts'
import { steadyClock } from '../../support/steady-clock.ts'

const GRANT = { store: 'ssm', name: 'm365' } as const
const ARN = 'arn:aws:lambda:eu-west-1:111122223333:function:Roundtrip-Tokens'
const KEPT: Renewal = { kind: 'kept', issuedAt: 1_000 }

const answered = (answer: unknown): Answer => ({ body: JSON.stringify(answer) })
const ended = (errorType: string): Answer => ({
  headers: { 'x-amz-function-error': 'Unhandled' },
  body: JSON.stringify({ errorType, errorMessage: 'with a secret, perhaps' }),
})
const refused = (status: number, name: string): Answer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: JSON.stringify({ message: `refused as ${name}` }),
})

/** Lambda, which answers so, one by one and then as the last. */
async function lambdaThat(...answers: (Answer | undefined)[]) {
  let asked = 0
  const endpoint = await recordingEndpoint(() => answers[Math.min(asked++, answers.length - 1)])
  const clock = steadyClock()
  const client = new LambdaClient({ ...FAKE_AWS, endpoint: endpoint.url, maxAttempts: 1 })
  onTestFinished(async () => {
    clock.stop()
    client.destroy()
    await endpoint.close()
  })
  const renewer = lambdaTokenRenewer({ client, functionArn: ARN, clock, random: () => 0.01 })
  return { endpoint, client, clock, renewer }
}

const PATIENCE: Millis = 200
const patience = () => new AbortController()

test.each<RenewalWish>([{}, { refused: 900 }, { asked: true }])(
  'it is asked as the function reads it, and waited for (%o)',
  async (wish) => {
    const { endpoint, renewer } = await lambdaThat(answered(KEPT))
    expect(await renewer.renew(GRANT, patience().signal, wish)).toEqual(KEPT)
    const [sent] = endpoint.requests
    expect(sent?.headers['x-amz-invocation-type']).toBe('RequestResponse')
    expect(decodeURIComponent(sent?.path ?? '')).toContain(ARN)
    expect(parseEvent(JSON.parse(sent?.body ?? ''))).toEqual({ grant: GRANT, wish })
  },
)

test.each<Renewal>([
  { kind: 'refused', reason: 'grant-login-expired', detail: 'invalid_grant' },
  { kind: 'refused', reason: 'grant-coined-later' as GrantReason, detail: '' },
  { kind: 'missing', fullName: 'SSM parameter /roundtrip/Roundtrip/grants/m365', problem: 'is not set' },
])('what came of it is handed on: %o', async (renewal) => {
  const { renewer } = await lambdaThat(answered(renewal))
  expect(await renewer.renew(GRANT, patience().signal)).toEqual(renewal)
})

test.each([
  ['throttled', refused(429, 'TooManyRequestsException')],
  ['killed at its time limit', ended('Sandbox.Timedout')],
  ['out of order', refused(500, 'ServiceException')],
  ['of another version', answered({ kind: 'renamed' })],
  [
    'of another version with a reason that is no word',
    answered({ kind: 'refused', reason: 'A b', detail: '' }),
  ],
])('a function that is %s is asked again', async (_, answer) => {
  const { endpoint, renewer } = await lambdaThat(answer, answer, answered(KEPT))
  expect(await renewer.renew(GRANT, patience().signal)).toEqual(KEPT)
  expect(endpoint.requests).toHaveLength(3)
})

test.each([
  ['throttles', refused(429, 'TooManyRequestsException'), 'refused as TooManyRequestsException'],
  ['ends with errors', ended('Sandbox.Timedout'), 'it ended with Sandbox.Timedout'],
])('one that only %s is asked until the caller gives up, who is told why', async (_, answer, problem) => {
  const { endpoint, clock, renewer } = await lambdaThat(answer)
  const caller = patience()
  clock.after(PATIENCE, () => caller.abort())
  const renewal = await renewer.renew(GRANT, caller.signal)
  expect(renewal).toMatchObject({ kind: 'refused', reason: 'token-endpoint-unavailable' })
  expect(JSON.stringify(renewal)).toContain(problem)
  expect(JSON.stringify(renewal)).not.toContain('secret')
  expect(endpoint.requests.length).toBeGreaterThan(1)
})

test('one that never answers is waited for no longer than the caller does', async () => {
  const { clock, renewer } = await lambdaThat(undefined)
  const caller = patience()
  clock.after(PATIENCE, () => caller.abort())
  expect(await renewer.renew(GRANT, caller.signal)).toEqual({
    kind: 'refused',
    reason: 'token-endpoint-unavailable',
    detail: 'no access token: Lambda function Roundtrip-Tokens: it did not answer in time',
  })
})

test('a role that may not invoke it is told so, at once', async () => {
  const { endpoint, renewer } = await lambdaThat(refused(403, 'AccessDeniedException'))
  expect(await renewer.renew(GRANT, patience().signal)).toEqual({
    kind: 'forbidden',
    fullName: 'Lambda function Roundtrip-Tokens',
    problem: 'may not be invoked: AccessDeniedException: refused as AccessDeniedException',
  })
  expect(endpoint.requests).toHaveLength(1)
})

test('the watchdog hands a renewal over and does not wait for it', async () => {
  const { endpoint, client } = await lambdaThat({ status: 202, body: '' })
  await lambdaRenewalStarter(client, ARN).start(GRANT)
  const [sent] = endpoint.requests
  expect(sent?.headers['x-amz-invocation-type']).toBe('Event')
  expect(parseEvent(JSON.parse(sent?.body ?? ''))).toEqual({ grant: GRANT, wish: {} })
})
