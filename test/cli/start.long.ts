import { execFile, spawnSync } from 'node:child_process'
import { existsSync, openSync } from 'node:fs'
import { stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { describe, expect, test } from 'vitest'

import packageJson from '../../package.json' with { type: 'json' }
import { ROOT } from '../support/project.ts'
import { dataFolder } from '../support/temporary-files.ts'

const START = join(ROOT, packageJson.bin.roundtrip)

/** What the program says, and how it ends. */
async function ended(file: string, args: readonly string[]) {
  try {
    const { stdout } = await promisify(execFile)(file, args)
    return { code: 0, out: stdout }
  } catch (error) {
    const { code, stdout } = error as { code: number; stdout: string }
    return { code, out: stdout }
  }
}

describe('what npm links', () => {
  test('runs from anywhere, by its name alone', async () => {
    const linked = `${await dataFolder()}-roundtrip`
    await symlink(START, linked)
    expect(await ended(linked, ['--version'])).toEqual({ code: 0, out: `${packageJson.version}\n` })
  })

  test.each([
    [['--version'], { code: 0, out: `${packageJson.version}\n` }],
    [['nosuch'], { code: 2, out: '' }],
    [['validate', '/nowhere.json'], { code: 2, out: '' }],
  ])('hands %j over to a Node that runs TypeScript, where this one does not', async (args, expected) => {
    expect(await ended(process.execPath, ['--no-experimental-strip-types', START, ...args])).toEqual(expected)
  })

  test('keeps compiled code where nobody else writes', async () => {
    await ended(process.execPath, [START, '--version'])
    const { uid, mode } = await stat(join(ROOT, 'node_modules/.cache/roundtrip'))
    expect({ uid, writableByOthers: (mode & 0o022) !== 0 }).toEqual({
      uid: process.getuid?.(),
      writableByOthers: false,
    })
  })
})

describe('an answer that cannot be written', () => {
  const FULL = '/dev/full'
  const written = (args: readonly string[]) => {
    const stdio = ['ignore', openSync(FULL, 'w'), 'pipe'] as const
    const { status, stderr } = spawnSync(process.execPath, [START, ...args], { stdio: [...stdio] })
    return { code: status, err: stderr.toString() }
  }

  test.runIf(existsSync(FULL)).each([
    [['--version'], 1],
    [['completion', 'bash'], 1],
  ])('is told once, and is exit code 1: %j', (args, code) => {
    expect(written(args)).toEqual({
      code,
      err: expect.stringMatching(
        /^roundtrip: the answer could not be written: .*no space left on device.*\n$/,
      ) as string,
    })
  })

  test('is nothing to speak of where its reader went away', () => {
    const line = `"${process.execPath}" "${START}" help; echo $? >&2`
    const { stderr } = spawnSync('bash', ['-c', `{ ${line}; } | true`])
    expect(stderr.toString()).toBe('0\n')
  })
})
