import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test, vi } from 'vitest'

import { ROOT } from '../support/project.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

/** `npm start` without npm: what it says, and how it ends. */
function start(...args: string[]) {
  const child = spawn(process.execPath, ['local/main.ts', ...args], { cwd: ROOT })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text))
  const exit = new Promise<number | null>((done) => child.on('exit', (code) => done(code)))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit
  })
  const hears = (words: RegExp, timeout = 10_000) =>
    vi.waitFor(() => expect(said.out).toMatch(words), { timeout, interval: 20 })
  return { child, said, exit, hears }
}

test('a newcomer sees the first round trip with its phases within 10 s; SIGTERM ends it with 0', async () => {
  const { child, said, exit, hears } = start('--data', join(await folder(), 'data'))
  await hears(
    /demo {2}OK {2}\d+ ms, seen at most \d+ ms late {2}connect .* submit .* \| transit .* \| .* delete \S+ ms\n/,
  )
  await hears(/next run at \d\d:\d\d:00 \(demo\)\n/, 1000)
  expect(said.out).not.toContain('\x1b')
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(said.out).toMatch(/Stopped\..*\n$/)
  expect(said.err).toBe('')
})

test('data in use by another is one clear sentence', async () => {
  const data = join(await folder(), 'data')
  const first = start('--data', data)
  await first.hears(/Ctrl-C stops it/)
  const second = start('--data', data)
  expect(await second.exit).toBe(1)
  expect(second.said.err).toMatch(/^The data in .* is in use by another Roundtrip; .*\n$/)
})

test.each([
  ['an unknown argument', ['--brake'], 2, /^Unknown option '--brake'\. .*\n$/],
  ['a file that is not there', ['--monitors', 'nowhere.json'], 1, /^nowhere\.json: cannot be read: .*\n$/],
])('%s is one clear sentence', async (_what, args, code, sentence) => {
  const { said, exit } = start('--data', join(await folder(), 'data'), ...args)
  expect(await exit).toBe(code)
  expect(said.err).toMatch(sentence)
  expect(said.out).toBe('')
})

test('a folder that cannot be one is one clear sentence', async () => {
  const path = join(await folder(), 'file')
  await writeFile(path, '')
  const { said, exit } = start('--data', path)
  expect(await exit).toBe(1)
  expect(said.err).toMatch(/cannot be used \(\w+\); name another folder: --data DIR\.\n$/)
})

test("monitors of one's own run instead of the demo, and a secret that is not set is told with its export", async () => {
  const home = await folder()
  await mkdir(join(home, 'x'))
  const file = join(home, 'mine.json')
  const own = {
    monitorId: 'shop',
    emailAddress: 'probe@example.com',
    mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:shop-mail' },
    smtp: { server: 'smtp://127.0.0.1:1' },
    timeoutSeconds: 5,
    intervalMinutes: 1,
  }
  await writeFile(file, JSON.stringify([own]))
  const { said, hears } = start('--data', join(home, 'data'), '--monitors', file)
  await hears(/shop {2}INCONCLUSIVE/)
  await hears(/export ROUNDTRIP_SECRET_SHOP_MAIL=…/, 1000)
  expect(said.out).not.toContain('demo  ')
})

test('--help shows what there is', async () => {
  const { said, exit } = start('--help')
  expect(await exit).toBe(0)
  expect(said.out).toMatch(/--break.*\n.*--monitors FILE/s)
})
