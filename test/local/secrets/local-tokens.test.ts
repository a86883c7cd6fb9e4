import { once } from 'node:events'
import { chmod, readFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { localSecrets } from '../../../local/secrets/local-secrets.ts'
import { localTokens } from '../../../local/secrets/local-tokens.ts'
import { noGrants } from '../../../shared/app/probe/no-grants.ts'
import { tokensFile } from '../../../local/secrets/tokens-file.ts'
import { tokensInMemory } from '../../../local/secrets/tokens-in-memory.ts'
import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { GrantStateStore } from '../../../shared/app/ports/token-renewal.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { longTest } from '../../support/thorough.ts'

const REFERENCE: SecretReference = { store: 'ssm', name: 'mail' }
const HOSTS = ['mail.example.com']
const never = new AbortController().signal

/** A token endpoint that issues t1, t2, … and a refresh token with each. */
async function endpoint() {
  const forms: URLSearchParams[] = []
  const server: Server = createServer((request, response) => {
    void (async () => {
      let body = ''
      for await (const part of request) body += String(part)
      forms.push(new URLSearchParams(body))
      const number = String(forms.length)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({
          token_type: 'Bearer',
          access_token: `access-${number}`,
          refresh_token: `refresh-${number}`,
          expires_in: 3600,
        }),
      )
    })()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const grant = {
    grant: 'refresh-token',
    provider: 'other',
    clientId: 'roundtrip',
    refreshToken: 'refresh-0',
    scope: 'mail',
    tokenEndpoint: `http://127.0.0.1:${String(port)}/token`,
  }
  return { forms, grant: storedSecretText({ hosts: HOSTS, value: JSON.stringify(grant) }) }
}

/** Who fetches tokens for this folder; `states` as the store of one machine keeps them. */
function started(folder: string, states: GrantStateStore = tokensInMemory().states) {
  return localTokens({
    clock: systemClock,
    grants: localSecrets(folder, {}),
    kept: tokensFile(folder),
    states,
  }).tokens
}

longTest('many runs make one request, and what was fetched is there after a restart', async () => {
  const { forms, grant } = await endpoint()
  const folder = await dataFolder()
  await secretFileWriter(folder).write('mail', grant)
  const tokens = started(folder)
  const readings = await Promise.all(Array.from({ length: 50 }, () => tokens.readToken(REFERENCE, never)))
  for (const reading of readings) {
    expect(reading).toMatchObject({ kind: 'found', value: 'access-1', hosts: HOSTS })
  }
  expect(await started(folder).readToken(REFERENCE, never)).toMatchObject({ value: 'access-1' })
  expect(forms).toHaveLength(1)
})

test('a refresh token that was replaced is the one that is sent next, by another process too', async () => {
  const { forms, grant } = await endpoint()
  const folder = await dataFolder()
  await secretFileWriter(folder).write('mail', grant)
  const first = await started(folder).readToken(REFERENCE, never)
  const refused = first.kind === 'found' ? { refused: first.issuedAt } : {}
  expect(await started(folder).readToken(REFERENCE, never, refused)).toMatchObject({ value: 'access-2' })
  expect(forms.map((form) => form.get('refresh_token'))).toEqual(['refresh-0', 'refresh-1'])
})

test('a file of tokens that others may read is not used, and nothing is fetched', async () => {
  const { forms, grant } = await endpoint()
  const folder = await dataFolder()
  await secretFileWriter(folder).write('mail', grant)
  await started(folder).readToken(REFERENCE, never)
  await chmod(join(folder, 'tokens.json'), 0o644)
  await expect(started(folder).readToken(REFERENCE, never)).rejects.toThrow('is open to other users')
  expect(forms).toHaveLength(1)
})

test('secrets stand in secrets.json and tokens.json, each in its own', async () => {
  const { grant } = await endpoint()
  const folder = await dataFolder()
  await secretFileWriter(folder).write('mail', grant)
  await started(folder).readToken(REFERENCE, never)
  const secrets = await readFile(join(folder, 'secrets.json'), 'utf8')
  const tokens = await readFile(join(folder, 'tokens.json'), 'utf8')
  expect([secrets.includes('refresh-0'), secrets.includes('access-1')]).toEqual([true, false])
  expect([tokens.includes('refresh-0'), tokens.includes('access-1')]).toEqual([false, true])
})

test('a row that names a grant as its password has nothing said', async () => {
  const { grant } = await endpoint()
  const folder = await dataFolder()
  await secretFileWriter(folder).write('mail', grant)
  await secretFileWriter(folder).write('shop', 'hunter2')
  const { read } = noGrants(localSecrets(folder, {}))
  const readings = await read([REFERENCE, { store: 'ssm', name: 'shop' }], never)
  expect(readings).toMatchObject([{ kind: 'unreadable' }, { kind: 'found', value: 'hunter2' }])
  expect(JSON.stringify(readings)).not.toContain('refresh-0')
})
