import { once } from 'node:events'
import { chmod, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

import { expect, onTestFinished, test, vi } from 'vitest'

import { servedApi } from '../../cli/opened/served-api.ts'
import { readSecretsFile } from '../../local/secrets/secrets-file.ts'
import { storedSecretText } from '../../shared/core/definition/stored-secret.ts'
import { servedWords } from '../../shared/core/wording/home-address.ts'
import { connected } from '../adapters/http-server/served.ts'
import { dataFolder, folder } from '../support/temporary-files.ts'
import { npmStart } from './npm-start.ts'
import { MOST_WAIT_MS } from '../support/thorough.ts'

const NOBODY_THERE = { server: 'pop3://127.0.0.1:9', userid: 'nobody', password: 'ssm:nobody' }

/** `npm start` over a new folder, and its API as another process of this user finds it. */
async function started() {
  const data = await dataFolder()
  const local = npmStart(['--data', data, '--port', '0'])
  await local.hears(/demo {2}OK/)
  const api = await servedApi(data)
  if (!api) throw new Error('no API was found')
  return { data, api, ...local }
}

/** A run takes longer on a busy machine than what is waited by default. */
const WAIT = { timeout: MOST_WAIT_MS, interval: 20 }

test('npm start serves its own monitors to whoever can read its folder', async () => {
  const { data, api, said, stop } = await started()
  expect(await api.ask('GET', '/session')).toMatchObject({
    status: 200,
    body: { kind: 'local', place: `local mode in ${data}`, may: 'administer', locations: ['local'] },
  })
  expect((await api.ask('GET', '/overview')).body).toMatchObject({
    monitors: [{ monitorId: 'demo', health: 'up' }],
  })
  const { status, body } = await api.ask('POST', '/monitors/demo/runs', { body: {} })
  expect(status).toBe(202)
  const { runId } = body as { runId: string }
  await vi.waitFor(async () => {
    const { body: progress } = await api.ask('GET', `/monitors/demo/runs/${runId}/progress`)
    expect(progress).toMatchObject({ state: 'done', result: { outcome: 'delivered', trigger: 'on-demand' } })
  }, WAIT)
  const { definition } = (await api.ask('GET', '/monitors/demo')).body as { definition: object }
  const unsaved = { ...definition, monitorId: 'unsaved', mailbox: { ...NOBODY_THERE } }
  const trial = await api.ask('POST', '/trials', { body: { definition: unsaved } })
  expect(trial.status).toBe(202)
  const { trialId } = trial.body as { trialId: string }
  await vi.waitFor(async () => {
    const { body: progress } = await api.ask('GET', `/trials/${trialId}`)
    expect(progress).toMatchObject({ state: 'done', result: { reason: 'secret-not-found' } })
  }, WAIT)
  expect(await api.ask('PUT', '/secrets/nobody', { body: { value: 'hunter2' } })).toMatchObject({
    status: 422,
    body: { problems: [{ path: 'hosts' }] },
  })
  const set = await api.ask('PUT', '/secrets/nobody', { body: { value: 'hunter2', hosts: ['127.0.0.1'] } })
  expect(set).toMatchObject({
    status: 200,
    body: { where: join(data, 'secrets.json'), hosts: ['127.0.0.1'] },
  })
  const again = await api.ask('PUT', '/secrets/nobody', { body: { value: 'hunter3' } })
  expect(again).toMatchObject({ status: 200, body: { hosts: ['127.0.0.1'] } })
  expect(await readSecretsFile(data)).toEqual({
    nobody: storedSecretText({ hosts: ['127.0.0.1'], value: 'hunter3' }),
  })
  expect(JSON.stringify([set, again, said])).not.toContain('hunter')
  expect(await api.ask('POST', '/demo/faults', { body: { fault: 'lose' } })).toMatchObject({ status: 204 })
  expect(said.out).toContain(`page     ${api.url}/, key in ${data}/page-key\n`)
  await stop()
  expect(await servedApi(data)).toBeUndefined()
})

test('the key is shown on a terminal alone: what is piped may end in a log that others read', async () => {
  const { data, api, said } = await started()
  expect(said.out).not.toContain(api.key)
  expect(await readFile(join(data, 'page-key'), 'utf8')).toBe(`${api.key}\n`)
  const at = { url: 'http://127.0.0.1:7026', key: 'the-key', portInUse: 7025 }
  const words = servedWords(at, { folder: '.data', isTerminal: true })
  expect(words).toBe('http://127.0.0.1:7026/#key=the-key (another program has port 7025)')
})

test('a port that another program has is one clear sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  const { said, exit } = npmStart(['--data', await dataFolder(), '--port', String(port)])
  expect(await exit).toBe(1)
  expect(said.err).toMatch(/^Port \d+ is in use by another program .*: --port N\.\n$/)
  expect(said.out).toBe('')
})

test('a key that others may read is one clear sentence', async () => {
  const data = await folder()
  await writeFile(join(data, 'page-key'), 'x')
  // Whatever the umask is.
  await chmod(join(data, 'page-key'), 0o644)
  const { said, exit } = npmStart(['--data', data])
  expect(await exit).toBe(1)
  expect(said.err).toBe(
    `${join(data, 'page-key')} is open to other users; delete it, and the next start makes a new key.\n`,
  )
})

test('a client that hangs does not hold up Ctrl-C', async () => {
  const { api, stop } = await started()
  const socket = await connected(Number(new URL(api.url).port))
  socket.write('GET / HT')
  expect(await stop('SIGINT')).toBe(0)
})
