import { chmod, chown, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { homeKeys } from '../../../shared/adapters/http-server/home-keys.ts'
import { newSecret } from '../../../shared/adapters/http-server/proof.ts'
import { CAN_BE_ANOTHER, NEEDS_ROOT, SECOND_UID } from '../../support/processes/second-user.ts'
import { fileOf, folder } from '../../support/temporary-files.ts'

/** A folder whose page key was put there by somebody, in this way. */
async function withPageKey(put: (file: string) => Promise<unknown>): Promise<string> {
  const place = await folder()
  await put(join(place, 'page-key'))
  return place
}

const refusal = (place: string, why: string) =>
  `${join(place, 'page-key')} ${why}; delete it, and the next start makes a new key.`

test('keys are made once, are random, and are kept for their owner alone', async () => {
  const [one, other] = [await folder(), await folder()]
  const keys = await homeKeys(one)
  expect(new Set([...Object.values(keys), ...Object.values(await homeKeys(other))]).size).toBe(4)
  for (const key of Object.values(keys)) expect(key).toMatch(/^[0-9a-f]{64}$/)
  expect(await homeKeys(one)).toEqual(keys)
  expect((await readdir(one)).sort()).toEqual(['metrics-key', 'page-key'])
  for (const name of await readdir(one)) expect((await stat(join(one, name))).mode & 0o777).toBe(0o600)
  expect(await readFile(join(one, 'metrics-key'), 'utf8')).toBe(`${keys.metrics}\n`)
})

test.each([
  [
    'that others may read',
    'is open to other users',
    async (file: string) => {
      await writeFile(file, newSecret())
      await chmod(file, 0o644)
    },
  ],
  ['that is a link', 'is a link', async (file: string) => symlink(await fileOf('key', newSecret()), file)],
  ['without a key in it', 'holds no key', (file: string) => writeFile(file, 'x', { mode: 0o600 })],
  ['that is empty', 'holds no key', (file: string) => writeFile(file, '', { mode: 0o600 })],
  [
    'that is far too large',
    'is too large',
    (file: string) => writeFile(file, 'x'.repeat(5000), { mode: 0o600 }),
  ],
])('a file %s is refused, in one sentence', async (_what, why, put) => {
  const place = await withPageKey(put)
  await expect(homeKeys(place)).rejects.toThrow(refusal(place, why))
})

test.skipIf(!CAN_BE_ANOTHER)(`so is the file of another user${NEEDS_ROOT}`, async () => {
  const place = await withPageKey(async (file) => {
    await writeFile(file, newSecret(), { mode: 0o600 })
    await chown(file, SECOND_UID, SECOND_UID)
  })
  await expect(homeKeys(place)).rejects.toThrow(refusal(place, `belongs to another user (uid ${SECOND_UID})`))
})
