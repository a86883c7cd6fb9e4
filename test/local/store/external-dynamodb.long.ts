import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test, vi } from 'vitest'

import { dynalite } from '../../../local/store/dynalite.ts'
import { wholeMinute } from '../../../shared/core/schedule/due-times.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { npmStartProcess, roundtrip } from '../../cli/roundtrip-process.ts'
import { says } from '../../cli/says.ts'
import { fastClock } from '../fast-clock.ts'
import { npmStart } from '../npm-start.ts'

/** Another DynamoDB on 127.0.0.1, as people run one, which takes any credentials; its address. */
async function database() {
  const server = dynalite({ createTableMs: 20 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

const here = (DYNAMODB_ENDPOINT: string) => ({ DYNAMODB_ENDPOINT })

test('npm start makes its tables there, and goes on with them after a restart in another folder', async () => {
  const endpoint = await database()
  // At the end of a minute a busy machine begins its run in the next, too late.
  const clock = fastClock(wholeMinute(Date.now()), 1)
  const first = npmStart(['--data', await dataFolder()], { env: here(endpoint), clock })
  await first.hears(/demo {2}OK/)
  expect(first.said.out).toContain(`(passwords; all else at ${endpoint})`)
  await first.stop()
  const second = npmStart(['--data', await dataFolder()], { env: here(endpoint), clock })
  await second.idle(1)
  await second.stop()
  vi.stubEnv('DYNAMODB_ENDPOINT', endpoint)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { code, out } = await says(['runs', 'demo', '--local', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ items: [{ run: { outcome: 'delivered' } }] })
})

test('commands of processes of their own see it too, and make the tables where none are', async () => {
  const endpoint = await database()
  const env = { PATH: process.env.PATH ?? '', ...here(endpoint) }
  const none = await roundtrip(['status', '--local'], env).ended()
  expect(none).toMatchObject({
    code: 1,
    err: expect.stringContaining(`there is no local mode at ${endpoint}`) as string,
  })
  const shop = {
    monitorId: 'shop',
    emailAddress: 'a@example.com',
    mailbox: { server: 'pop3://127.0.0.1:1', userid: 'a', password: 'ssm:a' },
    smtp: { server: '127.0.0.1' },
  }
  const made = await roundtrip(['monitors', 'import', '-', '--local'], env, JSON.stringify(shop)).ended()
  expect(made).toMatchObject({ code: 0, err: '' })
  vi.stubEnv('DYNAMODB_ENDPOINT', endpoint)
  const listed = await says(['monitors', 'list', '--local'])
  expect(listed.out).toMatch(/^shop/m)
})

test.each([
  ['http://127.0.0.1:1', /^DYNAMODB_ENDPOINT http:\/\/127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\n$/],
  ['127.0.0.1:8000', /^DYNAMODB_ENDPOINT: expected a URL as .*\n$/],
  ['http://me:hunter2@127.0.0.1:8000', /^DYNAMODB_ENDPOINT: expected a URL as (?!.*hunter2).*\n$/],
])(
  '%s is one clear sentence, at the start and of a command',
  async (endpoint, sentence) => {
    const data = await dataFolder()
    const { said, exit } = npmStart(['--data', data], { env: here(endpoint) })
    expect(await exit).toBe(1)
    expect(said.err).toMatch(sentence)
    vi.stubEnv('DYNAMODB_ENDPOINT', endpoint)
    onTestFinished(() => void vi.unstubAllEnvs())
    const { code, err } = await says(['status', '--local', data])
    expect(code).toBe(1)
    expect(err.replace(/^roundtrip: /, '')).toMatch(sentence)
    const again = npmStart(['--data', data])
    await again.hears(/demo {2}OK/)
  },
  40_000,
)

test('a folder is one process alone, wherever its data are', async () => {
  const endpoint = await database()
  const data = await dataFolder()
  const first = npmStart(['--data', data], { env: here(endpoint) })
  await first.hears(/demo {2}OK/)
  const second = npmStart(['--data', data], { env: here(endpoint) })
  expect(await second.exit).toBe(1)
  expect(second.said.err).toMatch(/is in use by another Roundtrip/)
})

test('the embedded database of another process can be it', async () => {
  const data = await dataFolder()
  const other = npmStartProcess('--data', data)
  await other.hears(/demo {2}OK/)
  const { readFile } = await import('node:fs/promises')
  const { endpoint, secret } = JSON.parse(await readFile(`${data}/endpoint.json`, 'utf8')) as Record<
    string,
    string
  >
  const env = {
    PATH: process.env.PATH ?? '',
    AWS_ACCESS_KEY_ID: secret ?? '',
    AWS_SECRET_ACCESS_KEY: 'x',
    ...here(endpoint ?? ''),
  }
  vi.stubEnv('DYNAMODB_ENDPOINT', endpoint)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { out, code } = await says(['monitors', 'list', '--local'], { env })
  expect({ code, ids: out.match(/^\S+/gm) }).toEqual({ code: 0, ids: ['demo'] })
  const refused = await says(['monitors', 'list', '--local'], { env: { ...env, AWS_ACCESS_KEY_ID: 'x' } })
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /^roundtrip: DYNAMODB_ENDPOINT .* cannot be used: AccessDeniedException: /,
    ) as string,
  })
})
