import { expect, onTestFinished, test } from 'vitest'

import { recordingEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { TABLES, account } from '../../account.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'

const TokensFunction = 'arn:aws:lambda:eu-west-1:111122223333:function:Roundtrip-Tokens'

/** What the command says, of a stack whose function for tokens answers this. */
async function renewed(answer: object) {
  const { env } = await account({ [STACK]: { ...TABLES, TokensFunction } })
  const { url, requests, close } = await recordingEndpoint(() => ({ body: JSON.stringify(answer) }))
  onTestFinished(close)
  const said = await says(['oauth', 'renew', 'mail'], {
    env: { ...env, AWS_ENDPOINT_URL_LAMBDA: url, AWS_MAX_ATTEMPTS: '3' },
  })
  return { ...said, requests }
}

test('the function is asked once, for as long as the command waits: it fetches a token each time', async () => {
  const { requests } = await renewed({ kind: 'kept', issuedAt: 1_000 })
  expect(requests.map(({ headers }) => headers['amz-sdk-request'])).toEqual(['attempt=1; max=1'])
})

test('a refusal that the function of the stack tells is worded here', async () => {
  const { code, out } = await renewed({ kind: 'refused', reason: 'grant-secret-expired', detail: 'expired' })
  expect(code).toBe(1)
  expect(out).toMatch(/^ssm:mail: .* \(grant-secret-expired\)\n {2}/)
})

test.each(['grant-coined-later', 'constructor'])(
  'the reason %s of a later version is told as one that is not known, with what to do',
  async (reason) => {
    const { code, out, err } = await renewed({ kind: 'refused', reason, detail: 'said later' })
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain(`ssm:mail: a reason that this version does not know (${reason})\n`)
    expect(out).toMatch(/\n {2}A later version of Roundtrip .*\n {2}Deploy all stacks/)
  },
)
