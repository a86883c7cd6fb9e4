import { execFile } from 'node:child_process'
import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

import { isLocalMode } from '../../../cli/opened/local-folder.ts'
import { CAN_BE_ANOTHER, NEEDS_ROOT, SECOND_UID } from '../../support/processes/second-user.ts'
import { ROOT } from '../../support/project.ts'
import { dataFolder } from '../../support/temporary-files.ts'

async function localFolder(): Promise<string> {
  const data = await dataFolder()
  await mkdir(join(data, 'dynamodb'), { recursive: true })
  await chmod(data, 0o700)
  return data
}

/** What a second user is told; the code is loaded before, as the project may be closed to that one. */
async function toldAnother(folder: string): Promise<string> {
  const program = `
    const { isLocalMode } = await import('./cli/opened/local-folder.ts')
    process.setgroups([])
    process.setgid(${String(SECOND_UID)})
    process.setuid(${String(SECOND_UID)})
    console.log(await isLocalMode(process.argv[1]).catch(({ message }) => message))`
  const args = ['--input-type=module', '-e', program, folder]
  return (await promisify(execFile)(process.execPath, args, { cwd: ROOT })).stdout.trimEnd()
}

test('a folder is a local mode where it holds a database', async () => {
  const data = await localFolder()
  expect(await isLocalMode(data)).toBe(true)
  expect(await isLocalMode(join(data, 'none'))).toBe(false)
})

test.runIf(CAN_BE_ANOTHER)(
  `a folder that is closed is not taken for none: whose it is${NEEDS_ROOT}`,
  async () => {
    const data = await localFolder()
    await chmod(dirname(data), 0o755)
    expect(await toldAnother(data)).toBe(`${data} may not be read: it belongs to another user (uid 0)`)
    expect(await toldAnother(join(data, 'inner'))).toBe(
      `${join(data, 'inner')} may not be read: it lies in a folder that is closed to you`,
    )
  },
)
