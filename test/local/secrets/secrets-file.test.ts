import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { localSecrets } from '../../../local/secrets/local-secrets.ts'
import { readSecretsFile } from '../../../local/secrets/secrets-file.ts'
import { secretFileWriter } from '../../../local/secrets/write-secret.ts'
import { storedSecretText } from '../../../shared/core/definition/stored-secret.ts'
import type { SecretReference } from '../../../shared/core/definition/monitor.ts'
import { ROOT } from '../../support/project.ts'
import { CAN_BE_ANOTHER, NEEDS_ROOT, asSecondUser } from '../../support/processes/second-user.ts'
import { dataFolder, fileOf } from '../../support/temporary-files.ts'
import { longTest } from '../../support/thorough.ts'

const ssm = (name: string): SecretReference => ({ store: 'ssm', name })
const never = new AbortController().signal

async function reading(folder: string, reference: SecretReference, env: Record<string, string> = {}) {
  const [one] = await localSecrets(folder, env).read([reference], never)
  return one
}

test('a secret that was written is read with its hosts, by either name of a store, before the environment', async () => {
  const folder = await dataFolder()
  const text = storedSecretText({ hosts: ['mail.example.com'], value: 'hunter2' })
  expect(await secretFileWriter(folder).write('shop-mail', text)).toBe(join(folder, 'secrets.json'))
  const env = { ROUNDTRIP_SECRET_SHOP_MAIL: 'other', ROUNDTRIP_SECRET_NEWS: 'from outside' }
  const found = { kind: 'found', value: 'hunter2', hosts: ['mail.example.com'] }
  expect(await reading(folder, ssm('shop-mail'), env)).toMatchObject(found)
  expect(await reading(folder, { store: 'secretsmanager', name: 'shop-mail' }, env)).toMatchObject(found)
  expect(await reading(folder, ssm('news'), env)).toMatchObject({ kind: 'found', value: 'from outside' })
  expect(await reading(folder, { store: 'env', name: 'shop-mail' }, { 'shop-mail': 'own' })).toMatchObject({
    value: 'own',
  })
  expect(await reading(folder, ssm('gone'))).toMatchObject({ kind: 'missing' })
})

test('a reader sees at once what is set after it was made', async () => {
  const folder = await dataFolder()
  const { read } = localSecrets(folder, {})
  expect(await read([ssm('a')], never)).toMatchObject([{ kind: 'missing' }])
  for (const value of ['one', 'two']) {
    await secretFileWriter(folder).write('a', value)
    expect(await read([ssm('a')], never)).toMatchObject([{ value }])
  }
})

test('the file is for this user alone, and nothing else is left beside it', async () => {
  const folder = await dataFolder()
  await secretFileWriter(folder).write('a', 'x')
  expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  expect((await readdir(folder)).sort()).toEqual(['dynamodb', 'lock', 'secrets.json', 'secrets.lock'])
})

longTest('writers at once lose nothing, be they of one process or of several', async () => {
  const folder = await dataFolder()
  const names = (by: string) => Array.from({ length: 15 }, (_, n) => `${by}-${String(n)}`)
  const program = `
    const { secretFileWriter } = await import('${ROOT}/local/secrets/write-secret.ts')
    const [folder, ...names] = process.argv.slice(1)
    await Promise.all(names.map((name) => secretFileWriter(folder).write(name, name)))`
  const others = ['b', 'c'].map((by) =>
    once(spawn(process.execPath, ['--input-type=module', '-e', program, folder, ...names(by)]), 'close'),
  )
  await Promise.all(names('a').map((name) => secretFileWriter(folder).write(name, name)))
  expect((await Promise.all(others)).map(([code]) => code as number)).toEqual([0, 0])
  const all = ['a', 'b', 'c'].flatMap(names)
  expect(Object.keys(await readSecretsFile(folder)).sort()).toEqual(all.toSorted())
})

test('what a writer left that was killed is no matter', async () => {
  const folder = await dataFolder()
  await secretFileWriter(folder).write('a', 'x')
  await writeFile(join(folder, 'secrets.json.new'), '{"half')
  await secretFileWriter(folder).write('b', 'y')
  expect(await readSecretsFile(folder)).toEqual({ a: 'x', b: 'y' })
})

describe('a file that cannot be used is named, and nothing of it shown or changed', () => {
  const BROKEN = 'is not a file of secrets as this version writes it'
  test.each([
    ['empty', '', BROKEN],
    ['cut short', '{"schema":"roundtrip.secrets/1","secrets":{"a":"hunter2', BROKEN],
    ['of a later form', '{"schema":"roundtrip.secrets/2","secrets":{"a":"hunter2"}}', BROKEN],
    ['a list', '["hunter2"]', BROKEN],
    ['with a name that is none', '{"schema":"roundtrip.secrets/1","secrets":{"a b":"hunter2"}}', BROKEN],
    ['with what is no text', '{"schema":"roundtrip.secrets/1","secrets":{"a":7}}', BROKEN],
  ])('%s', async (_, text, why) => {
    const folder = await dataFolder()
    await secretFileWriter(folder).write('a', 'x')
    const file = join(folder, 'secrets.json')
    await writeFile(file, text)
    const read = await reading(folder, ssm('a'), { ROUNDTRIP_SECRET_A: 'old' })
    expect(read).toMatchObject({
      kind: 'unreadable',
      problem: expect.stringContaining(`${file} ${why}`) as string,
    })
    expect(JSON.stringify(read)).not.toContain('hunter2')
    await expect(secretFileWriter(folder).write('b', 'y')).rejects.toThrow(`${file} ${why}`)
    expect(await readFile(file, 'utf8')).toBe(text)
  })

  test('open to other users', async () => {
    const folder = await dataFolder()
    await secretFileWriter(folder).write('a', 'x')
    await chmod(join(folder, 'secrets.json'), 0o644)
    expect(await reading(folder, ssm('a'))).toMatchObject({
      kind: 'unreadable',
      problem: expect.stringContaining(
        'is open to other users; it must be yours alone, with mode 0600',
      ) as string,
    })
  })

  test('a link', async () => {
    const folder = await dataFolder()
    await secretFileWriter(folder).write('a', 'x')
    const other = await dataFolder()
    await secretFileWriter(other).write('a', 'theirs')
    const linked = await fileOf('unused', '')
    await symlink(join(other, 'secrets.json'), `${linked}.link`)
    const { rename } = await import('node:fs/promises')
    await rename(`${linked}.link`, join(folder, 'secrets.json'))
    expect(await reading(folder, ssm('a'))).toMatchObject({
      kind: 'unreadable',
      problem: expect.stringContaining('is a link') as string,
    })
  })
})

test.skipIf(!CAN_BE_ANOTHER)(`another user can neither read nor write it${NEEDS_ROOT}`, async () => {
  const folder = await dataFolder()
  await secretFileWriter(folder).write('a', 'hunter2')
  await chmod(join(folder, '..'), 0o755)
  for (const isOpen of [false, true]) {
    // A folder that holds other things too keeps its mode: the file is closed by its own.
    if (isOpen) await chmod(folder, 0o755)
    const open = await asSecondUser(
      `const { readFile, writeFile, rename } = await import('node:fs/promises')
      const file = given + '/secrets.json'
      const touched = []
      await readFile(file).then(() => touched.push('read'), () => undefined)
      await writeFile(file, '{}').then(() => touched.push('written'), () => undefined)
      await rename(file, given + '/taken').then(() => touched.push('moved'), () => undefined)
      return touched`,
      folder,
    )
    expect(open).toEqual([])
  }
})
