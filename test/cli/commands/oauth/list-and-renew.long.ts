import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { readSecretsFile } from '../../../../local/secrets/secrets-file.ts'
import { dataFolder } from '../../../support/temporary-files.ts'
import { says } from '../../says.ts'

const SECRET = 'hunter2-hunter2'

/** A local mode with a grant at an endpoint that gives these answers, one after another. */
async function world(...answers: readonly [status: number, body: object][]) {
  const left = [...answers]
  const server = createServer((request, response) => {
    request.resume()
    const [status, body] = left.shift() ?? [500, {}]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const data = await dataFolder()
  const local = ['--local', data]
  const grant = {
    ...{ grant: 'client-credentials', clientId: 'roundtrip', clientSecret: SECRET, scope: 'mail' },
    tokenEndpoint: `http://127.0.0.1:${String(port)}/token`,
  }
  const servers = ['--mailbox', 'imaps://mail.example.com', '--smtp', 'smtp://mail.example.com:587']
  const login = ['--email', 'probe@example.com', '--userid', 'probe', '--grant-ref', 'ssm:mail']
  const settings = () => Promise.resolve({})
  await says(['monitors', 'add', 'office', ...servers, ...login, ...local])
  await says(['secrets', 'set', 'mail', ...local], {
    readSecret: () => Promise.resolve(JSON.stringify(grant)),
    settings,
  })
  expect(Object.keys(await readSecretsFile(data))).toEqual(['mail'])
  return (...words: string[]) => says(['oauth', ...words, ...local], { settings })
}

const TOKEN = { token_type: 'Bearer', access_token: `t-${SECRET}`, expires_in: 3600 }

test('a token is fetched when asked for, and listed with its end, its monitors and nothing secret', async () => {
  const oauth = await world([200, TOKEN])
  expect((await oauth('list', '--json')).out).toContain('"condition": "unused"')
  const { code, out } = await oauth('renew', 'mail')
  expect({ code, out }).toEqual({
    code: 0,
    out: expect.stringMatching(/^ssm:mail: a new access token was fetched, valid until .*\n$/) as string,
  })
  const listed = await oauth('list', '--json')
  expect(JSON.parse(listed.out)).toMatchObject({
    items: [
      {
        grant: 'ssm:mail',
        condition: 'good',
        monitors: ['office'],
        tokenUntil: expect.any(String) as string,
      },
    ],
  })
  expect(listed.out + out).not.toContain(SECRET)
})

test('a refusal is told with what mends it, and listed', async () => {
  const oauth = await world([
    401,
    { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' },
  ])
  const { code, out } = await oauth('renew', 'mail')
  expect(code).toBe(1)
  expect(out).toMatch(/^ssm:mail: .* \(grant-[a-z-]+\)\n {2}/)
  expect((await oauth('list')).out).toContain('refused')
  expect(out).not.toContain(SECRET)
})

test('a grant that is not set is one sentence, with the commands that set it', async () => {
  const oauth = await world()
  const { code, out } = await oauth('renew', 'other')
  expect(code).toBe(1)
  expect(out).toMatch(
    /^ssm:other: \S+ is not set; set it: npx roundtrip secrets set other --local=\S+ < grant\.json, or for the login of a user: npx roundtrip oauth login other --local=\S+\n$/,
  )
})

test('on one machine no command has --secretsmanager, which secrets set refuses there', async () => {
  const oauth = await world()
  const { out } = await oauth('renew', 'other', '--secretsmanager')
  expect(out).toContain('secrets set other --local=')
  expect(out).not.toContain('--secretsmanager')
})
