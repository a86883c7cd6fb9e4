import { spawn } from 'node:child_process'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, onTestFinished, test, vi } from 'vitest'

import { ROOT } from '../support/project.ts'
import { dataFolder, folder } from '../support/temporary-files.ts'

const START = join(ROOT, 'local/start.js')
/** This Node as one that knows no TypeScript: an older one. */
const OLD = '--no-experimental-strip-types'

/** `npm start` as it is started by others: the program, what it is given, from where. */
function started(program: string, args: readonly string[], cwd: string) {
  const child = spawn(program, args, { cwd })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text))
  const exit = new Promise<number | null>((done) => child.on('close', done))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit
  })
  return { child, said, exit }
}

test.each([
  ['by its path', (link: string) => ({ program: link, args: [] as string[] })],
  [
    'by a Node that knows no TypeScript',
    (link: string) => ({ program: process.execPath, args: [OLD, link] }),
  ],
])(
  'starts from another folder through a link, %s; SIGTERM ends it with 0, once',
  async (_, how) => {
    const cwd = await folder()
    const link = join(cwd, 'roundtrip-start')
    await symlink(START, link)
    const { program, args } = how(link)
    const { child, said, exit } = started(program, [...args, '--data', 'here'], cwd)
    await vi.waitFor(() => expect(said.out).toMatch(/demo {2}OK/), { timeout: 45_000, interval: 20 })
    child.kill('SIGTERM')
    expect({ code: await exit, err: said.err }).toEqual({ code: 0, err: '' })
    expect(said.out.match(/Stopped\./g)).toHaveLength(1)
  },
  40_000,
)

test('hands exit codes and arguments over', async () => {
  const { said, exit } = started(
    process.execPath,
    [OLD, START, '--brake'],
    await dataFolder().then(() => ROOT),
  )
  expect(await exit).toBe(2)
  expect(said.err).toMatch(/^Unknown option '--brake'/)
})
