import { dirname } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { embeddedDynamoDb } from '../../local/store/embedded-dynamodb.ts'
import { npmStartProcess } from '../cli/roundtrip-process.ts'
import { dataFolder, fileOf } from '../support/temporary-files.ts'
import { npmStart } from './npm-start.ts'

test('a newcomer sees the first round trip as one line; SIGTERM ends it with 0', async () => {
  const { child, said, exit, hears } = npmStartProcess('--data', await dataFolder())
  await hears(/^\d\d:\d\d:\d\d {2}demo {2}OK {2}[\d.]+ m?s \(±[\d.]+ m?s\)\n$/m)
  expect(said.out).not.toContain('\x1b')
  child.kill('SIGTERM')
  expect(await exit).toBe(0)
  expect(said.out).toMatch(/Stopped\..*\n$/)
  expect(said.err).toBe('')
})

test('data in use by another is one clear sentence', async () => {
  const data = await dataFolder()
  const first = await embeddedDynamoDb({ path: data })
  onTestFinished(() => first.close())
  const { said, exit } = npmStart(['--data', data])
  expect(await exit).toBe(1)
  expect(said.err).toMatch(/^The data in .* is in use by another Roundtrip; .*\n$/)
})

test('an unknown argument is one clear sentence', async () => {
  const { said, exit } = npmStart(['--brake'])
  expect(await exit).toBe(2)
  expect(said).toMatchObject({
    out: '',
    err: expect.stringMatching(/^Unknown option '--brake'\. .*\n$/) as string,
  })
})

test('a file that is not there is one clear sentence', async () => {
  const { said, exit } = npmStartProcess('--data', await dataFolder(), '--monitors', 'nowhere.json')
  expect(await exit).toBe(1)
  expect(said.err).toMatch(/^nowhere\.json: cannot be read: .*\n$/)
  expect(said.out).toBe('')
})

test.each([
  ['a file', () => fileOf('file', '')],
  ['within a file', async () => `${await fileOf('file', '')}/data`],
  ['where no folder can be made', () => Promise.resolve('/proc/x/data')],
  ['one with a file where the database belongs', () => fileOf('dynamodb', '').then(dirname)],
  ['one with a file where its lock belongs', () => fileOf('lock', '').then(dirname)],
])('a data folder that is %s is one clear sentence', async (_what, folder) => {
  const { said, exit } = npmStart(['--data', await folder()])
  expect(await exit).toBe(1)
  expect(said.err).toMatch(/^\S+ cannot be used: [a-z ,]+; name another folder: --data DIR\.\n$/)
})

test("monitors of one's own run instead of the demo, and a secret that is not set is told with what sets it", async () => {
  const own = {
    monitorId: 'shop',
    emailAddress: 'probe@example.com',
    mailbox: { server: 'pop3://127.0.0.1:1', userid: 'probe', password: 'ssm:shop-mail' },
    smtp: { server: 'smtp://127.0.0.1:1' },
    timeoutSeconds: 5,
    intervalMinutes: 1,
  }
  const file = await fileOf('mine.json', JSON.stringify([own]))
  const data = await dataFolder()
  const { said, hears } = npmStart(['--data', data, '--monitors', file])
  await hears(/shop {2}INCONCLUSIVE/)
  await hears(new RegExp(`npx roundtrip secrets set shop-mail --local=${data}`))
  expect(said.out).not.toContain('demo  ')
})

test('--help shows what there is', async () => {
  const { said, exit } = npmStart(['--help'])
  expect(await exit).toBe(0)
  expect(said.out).toMatch(/--break.*\n.*--monitors FILE/s)
  expect(said.out).toContain('A .ts or .js file is a program: reading it runs it')
})
