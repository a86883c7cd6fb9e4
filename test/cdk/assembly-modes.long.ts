import { spawn } from 'node:child_process'
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { cdkSynth } from '../support/aws/cdk-synth.ts'

/** `nobody`: somebody else on this machine. Processes of another user are had as root alone. */
const OTHER_USER = 65534
const IS_ROOT = process.getuid?.() === 0

let project: string
/** The assembly, in a folder that others may look into, as most are. */
let output: string
let entries: string[]

/** Bundles of an earlier run that somebody changed: a folder, and a link in place of one. */
const [CHANGED, LINKED] = ['0', '1'].map((digit) => `asset.${digit.repeat(64)}`) as [string, string]

beforeAll(async () => {
  project = await mkdtemp(path.join(tmpdir(), 'roundtrip-synth-'))
  await chmod(project, 0o755)
  output = path.join(project, 'cdk.out')
  await mkdir(output, { mode: 0o755 })
  await mkdir(path.join(output, CHANGED))
  await writeFile(path.join(output, CHANGED, 'index.mjs'), 'changed')
  await symlink(path.join(output, CHANGED), path.join(output, LINKED))
  await mkdir(path.join(project, 'elsewhere'))
  await writeFile(path.join(project, 'elsewhere', 'kept'), 'kept')
  await symlink(path.join(project, 'elsewhere'), path.join(output, CHANGED, 'elsewhere'))
  const end = IS_ROOT ? await attack() : () => undefined
  const { code, stderr } = await cdkSynth(undefined, output)
  end()
  if (code !== 0) throw new Error(stderr)
  entries = await readdir(output, { recursive: true })
})

afterAll(() => rm(project, { recursive: true, force: true }))

/** Another user tries, until the end, to put a file into each folder of the assembly. */
async function attack(): Promise<() => void> {
  const script = `while :; do for folder in "${output}"/*/; do echo swapped > "$folder/swapped"; done; done`
  const user = { uid: OTHER_USER, gid: OTHER_USER }
  const attacker = spawn('/bin/sh', ['-c', script], { ...user, stdio: 'ignore' })
  await new Promise((resolve, reject) => attacker.once('spawn', resolve).once('error', reject))
  return () => void attacker.kill('SIGKILL')
}

test('nothing of an assembly can be written by others, and its folder is closed to them', async () => {
  const modes = await Promise.all(
    entries.map(async (entry) => ({ entry, mode: (await lstat(path.join(output, entry))).mode })),
  )
  expect(modes.filter(({ mode }) => (mode & 0o022) !== 0)).toEqual([])
  expect((await lstat(output)).mode & 0o777).toBe(0o700)
  expect(entries).toContain('manifest.json')
})

test('no bundle of an earlier run is taken up, and no link in one is followed', async () => {
  expect(entries).not.toContain(CHANGED)
  expect(entries).not.toContain(LINKED)
  expect(await readFile(path.join(project, 'elsewhere', 'kept'), 'utf8')).toBe('kept')
})

test.runIf(IS_ROOT)('another user gets no file into a bundle while it is made', () => {
  expect(entries.filter((entry) => entry.endsWith('swapped'))).toEqual([])
})
