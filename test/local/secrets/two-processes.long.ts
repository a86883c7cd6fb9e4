import { once } from 'node:events'
import { readFile, stat } from 'node:fs/promises'
import { type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

import { expect, onTestFinished, test, vi } from 'vitest'

import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { roundtrip } from '../../cli/roundtrip-process.ts'
import { says } from '../../cli/says.ts'
import { npmStart } from '../npm-start.ts'
import { dataFolder } from '../../support/temporary-files.ts'

// Two processes begin.
vi.setConfig({ testTimeout: 60_000 })

/** How long an answer is held back, for another request to come; it is not measured. */
const HELD_MS = 2_500

/** A token endpoint that takes its time: whoever does not know of the first request makes a second one. */
async function slowEndpoint() {
  const forms: URLSearchParams[] = []
  const answer = (response: ServerResponse) => {
    const n = String(forms.length)
    const tokens = { access_token: `access-${n}`, refresh_token: `refresh-${n}`, token_type: 'Bearer' }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(tokens))
  }
  const server = createServer((request, response) => {
    void (async () => {
      let body = ''
      for await (const part of request) body += String(part)
      forms.push(new URLSearchParams(body))
      await pause(HELD_MS)
      answer(response)
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { forms, tokenEndpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token` }
}

test('npm start and two commands that renew at once never redeem the same refresh token twice, and leave the tokens whole', async () => {
  const { forms, tokenEndpoint } = await slowEndpoint()
  const data = await dataFolder()
  const grant = {
    ...{ grant: 'refresh-token', provider: 'other', clientId: 'roundtrip', refreshToken: 'refresh-0' },
    ...{ scope: 'mail', tokenEndpoint },
  }
  const hosts = ['127.0.0.1']
  await secretFileWriter(data).write('mail', storedSecretText({ hosts, value: JSON.stringify(grant) }))
  const servers = ['--mailbox', 'imap://127.0.0.1:9', '--smtp', 'smtp://127.0.0.1:9']
  const login = ['--email', 'probe@example.com', '--userid', 'probe', '--grant-ref', 'ssm:mail']
  expect(await says(['monitors', 'add', 'office', ...servers, ...login, '--local', data])).toMatchObject({
    code: 0,
  })
  const started = npmStart(['--data', data])
  await started.hears(/Ctrl-C stops it/)
  const commands = [1, 2].map(() => roundtrip(['oauth', 'renew', 'mail', '--local', data]))
  for (const { code, out, err } of await Promise.all(commands.map((one) => one.ended()))) {
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^ssm:mail: a new access token was fetched, valid until /)
  }
  // One request, or on a machine that starts the second command only after the answer, one after the other.
  const redeemed = forms.map((form) => form.get('refresh_token'))
  expect(redeemed).toEqual(['refresh-0', 'refresh-1'].slice(0, redeemed.length))
  const last = String(redeemed.length)
  const file = join(data, 'tokens.json')
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
    access: { 'ssm:mail': { token: `access-${last}`, hosts } },
    refresh: { 'ssm:mail': { refreshToken: `refresh-${last}` } },
  })
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(started.said.out + started.said.err).not.toMatch(/access-\d|refresh-\d/)
})
