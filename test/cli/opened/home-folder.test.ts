import { chown, mkdir, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test, vi } from 'vitest'

import { homeFolder } from '../../../cli/opened/home-folder.ts'
import { CAN_BE_ANOTHER, NEEDS_ROOT, SECOND_UID } from '../../support/processes/second-user.ts'
import { folder } from '../../support/temporary-files.ts'

const STACK = { kind: 'stack', stackName: 'Mail' } as const
const MAIL = { stackId: 'Mail.eu-west-1.111122223333' }

test('a local mode has its keys in its own folder, a stack below the folder for state', async () => {
  const state = await folder()
  expect(await homeFolder({ kind: 'local', folder: '.data' }, {}, {})).toBe('.data')
  const made = await homeFolder(STACK, MAIL, { XDG_STATE_HOME: state })
  expect(made).toBe(join(state, 'roundtrip', 'Mail.eu-west-1.111122223333'))
  expect((await stat(made)).mode & 0o777).toBe(0o700)
})

test('without a folder for state, or with one that depends on where the command is typed, it is ~/.local/state', async () => {
  const home = await folder()
  vi.stubEnv('HOME', home)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(homedir()).toBe(home)
  for (const env of [{}, { XDG_STATE_HOME: '' }, { XDG_STATE_HOME: 'state' }]) {
    expect(await homeFolder(STACK, MAIL, env)).toBe(join(home, '.local/state/roundtrip', MAIL.stackId))
  }
})

test('a folder that cannot be made is one clear sentence', async () => {
  const state = await folder()
  await writeFile(join(state, 'roundtrip'), '')
  await expect(homeFolder(STACK, MAIL, { XDG_STATE_HOME: state })).rejects.toThrow(
    /, where the key is kept, cannot be used: .*; XDG_STATE_HOME names another$/,
  )
})

test.skipIf(!CAN_BE_ANOTHER)(`nor one that another user has put there${NEEDS_ROOT}`, async () => {
  const state = await folder()
  const planted = join(state, 'roundtrip', MAIL.stackId)
  await mkdir(planted, { recursive: true })
  await chown(planted, SECOND_UID, SECOND_UID)
  await expect(homeFolder(STACK, MAIL, { XDG_STATE_HOME: state })).rejects.toThrow(/belongs to another user/)
})
