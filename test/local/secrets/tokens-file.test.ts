import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { tokensFile } from '../../../local/secrets/tokens-file.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { ROOT } from '../../support/project.ts'
import { dataFolder } from '../../support/temporary-files.ts'
import { longTest } from '../../support/thorough.ts'

const ssm = (name: string): SecretReference => ({ store: 'ssm', name })
const never = new AbortController().signal
const TOKEN = { token: 'eyJ0eXAi', issuedAt: 1_000, expiresAt: 3_601_000 }
const ROTATED = { refreshToken: '1//0gRotated', grantFingerprint: 'f1' }
const HOSTS = ['outlook.office365.com']
const BROKEN = 'is not a file of tokens as this version writes it'

longTest(
  'tokens are kept by their grant beside its hosts, and are there for who opens the folder later',
  async () => {
    const folder = await dataFolder()
    const keeper = tokensFile(folder)
    expect(await keeper.findAccess(ssm('mail'), never)).toBeUndefined()
    expect(await keeper.findRotated(ssm('mail'), never)).toBeUndefined()
    await keeper.putRotated(ssm('mail'), ROTATED)
    await keeper.putAccess(ssm('mail'), TOKEN, HOSTS)
    await keeper.putAccess({ store: 'env', name: 'mail' }, { ...TOKEN, token: 'other' }, undefined)
    const later = tokensFile(folder)
    expect(await later.findAccess(ssm('mail'), never)).toEqual({ ...TOKEN, hosts: HOSTS })
    expect(await later.findAccess({ store: 'env', name: 'mail' }, never)).toEqual({
      ...TOKEN,
      token: 'other',
    })
    expect(await later.findRotated(ssm('mail'), never)).toEqual(ROTATED)
  },
)

test('the file is for this user alone, and nothing else is left beside it', async () => {
  const folder = await dataFolder()
  await tokensFile(folder).putAccess(ssm('mail'), TOKEN, HOSTS)
  expect((await stat(join(folder, 'tokens.json'))).mode & 0o777).toBe(0o600)
  expect((await readdir(folder)).filter((name) => name.startsWith('tokens')).sort()).toEqual([
    'tokens.json',
    'tokens.lock',
  ])
})

longTest('writers at once lose nothing, be they of one process or of two', async () => {
  const folder = await dataFolder()
  const names = (by: string) => Array.from({ length: 10 }, (_, n) => `${by}-${String(n)}`)
  const program = `
    const { tokensFile } = await import('${ROOT}/local/secrets/tokens-file.ts')
    const [folder, ...names] = process.argv.slice(1)
    const put = (name) => tokensFile(folder).putRotated({ store: 'ssm', name }, ${JSON.stringify(ROTATED)})
    await Promise.all(names.map(put))`
  const other = once(
    spawn(process.execPath, ['--input-type=module', '-e', program, folder, ...names('b')]),
    'close',
  )
  const keeper = tokensFile(folder)
  await Promise.all(names('a').map((name) => keeper.putAccess(ssm(name), TOKEN, undefined)))
  expect((await other)[0]).toBe(0)
  for (const name of names('a')) expect(await keeper.findAccess(ssm(name), never)).toEqual(TOKEN)
  for (const name of names('b')) expect(await keeper.findRotated(ssm(name), never)).toEqual(ROTATED)
})

test.each<[string, (file: string) => Promise<unknown>, string]>([
  [
    'one that others may read',
    (file) => chmod(file, 0o640),
    'is open to other users; it must be yours alone, with mode 0600',
  ],
  ['one that is cut short', (file) => writeFile(file, '{"schema":"roundtrip.tokens/1","access":{"s'), BROKEN],
  ['one of a later form', (file) => writeFile(file, '{"schema":"roundtrip.tokens/2"}'), BROKEN],
  [
    'a grant that is none',
    (file) =>
      writeFile(
        file,
        '{"schema":"roundtrip.tokens/1","access":{},"refresh":{"x":{"refreshToken":"s3cret"}}}',
      ),
    BROKEN,
  ],
])('%s is neither used nor changed, and nothing of it is said', async (_, spoil, why) => {
  const folder = await dataFolder()
  const keeper = tokensFile(folder)
  await keeper.putRotated(ssm('mail'), ROTATED)
  const file = join(folder, 'tokens.json')
  await spoil(file)
  const before = await readFile(file, 'utf8')
  const refused = { message: expect.stringContaining(`${file} ${why}`) as string }
  await expect(keeper.findAccess(ssm('mail'), never)).rejects.toMatchObject(refused)
  await expect(keeper.putAccess(ssm('mail'), TOKEN, HOSTS)).rejects.toMatchObject(refused)
  expect(await readFile(file, 'utf8')).toBe(before)
})

test('a link is not followed', async () => {
  const theirs = await dataFolder()
  await tokensFile(theirs).putAccess(ssm('mail'), TOKEN, HOSTS)
  const folder = await dataFolder()
  await mkdir(folder, { mode: 0o700 })
  await symlink(join(theirs, 'tokens.json'), join(folder, 'tokens.json'))
  await expect(tokensFile(folder).findAccess(ssm('mail'), never)).rejects.toThrow('is a link')
})
