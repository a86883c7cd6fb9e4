import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { embeddedDynamoDb } from '../../../local/store/embedded-dynamodb.ts'
import { folderProblem } from '../../../local/store/folder-problem.ts'
import { npmStart } from '../npm-start.ts'
import { dataFolder, folder } from '../../support/temporary-files.ts'
import { longTest } from '../../support/thorough.ts'

/** Every folder and file from here on, with what its group and everybody else may do with it. */
async function openToOthers(place: string): Promise<string[]> {
  const { mode } = await stat(place)
  const open = mode & 0o077 ? [`${place} ${(mode & 0o777).toString(8)}`] : []
  const names = (await stat(place)).isDirectory() ? await readdir(place) : []
  const inside = await Promise.all(names.map((name) => openToOthers(join(place, name))))
  return [...open, ...inside.flat()]
}

/** With a umask that takes nothing away. */
function openUmask(): void {
  const before = process.umask(0)
  onTestFinished(() => void process.umask(before))
}

async function startedAndClosed(path: string): Promise<void> {
  await (await embeddedDynamoDb({ path })).close()
}

longTest('a folder is made for its owner alone, with all in it, whatever the umask', async () => {
  openUmask()
  const place = join(await folder(), 'deep', 'data')
  const local = npmStart(['--data', place])
  await local.hears(/demo {2}OK/)
  expect(await openToOthers(join(place, '..'))).toEqual([])
  await local.stop()
  expect(await openToOthers(join(place, '..'))).toEqual([])
  expect(process.umask(0)).toBe(0)
})

test('what an earlier version left open is closed', async () => {
  const data = await dataFolder()
  await startedAndClosed(data)
  await chmod(data, 0o755)
  for (const inner of ['dynamodb', 'lock']) {
    await chmod(join(data, inner), 0o755)
    for (const name of await readdir(join(data, inner))) await chmod(join(data, inner, name), 0o644)
  }
  await startedAndClosed(data)
  expect(await openToOthers(data)).toEqual([])
})

test('a folder that holds other things too keeps its mode, and they theirs', async () => {
  const data = await dataFolder()
  await mkdir(data)
  await writeFile(join(data, 'page.html'), '')
  await chmod(data, 0o755)
  await chmod(join(data, 'page.html'), 0o644)
  await startedAndClosed(data)
  expect((await openToOthers(data)).sort()).toEqual([`${data} 755`, `${join(data, 'page.html')} 644`])
})

test('one that others may write into as well is refused', async () => {
  const data = await dataFolder()
  await mkdir(data)
  await writeFile(join(data, 'page.html'), '')
  await chmod(data, 0o1777)
  const refused = await embeddedDynamoDb({ path: data }).catch((error: unknown) => error)
  expect(folderProblem(refused)).toBe('other users may write there, and other things lie there')
  expect(await readdir(data)).toEqual(['page.html'])
})

test('a link of one’s own leads to where the data is', async () => {
  const [data, disk] = [await dataFolder(), await folder()]
  await mkdir(data)
  await symlink(disk, join(data, 'dynamodb'))
  await startedAndClosed(data)
  expect(await readdir(disk)).toContain('CURRENT')
})

test.each([
  ['CURRENT', 'garbage'],
  ['CURRENT', ''],
  ['CURRENT', 'MANIFEST-999999\n'],
  ['MANIFEST', 'garbage'],
  ['MANIFEST', ''],
])('a database whose %s holds %j is told in one sentence', async (beginning, text) => {
  const data = await dataFolder()
  await startedAndClosed(data)
  const inner = join(data, 'dynamodb')
  const [name = ''] = (await readdir(inner)).filter((one) => one.startsWith(beginning))
  await writeFile(join(inner, name), text)
  const { said, exit } = npmStart(['--data', data])
  expect(await exit).toBe(1)
  expect(said.err).toMatch(/^\S+ cannot be used: .*; name another folder: --data DIR\.\n$/)
})
