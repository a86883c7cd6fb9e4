import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { expect, onTestFinished, vi } from 'vitest'

import { ROOT } from '../support/project.ts'

/** `npx roundtrip` without npx, in a process of its own that ends with the test: what it says, and how it ends. */
export function roundtrip(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [resolve(ROOT, 'cli/main.ts'), ...args], { cwd: ROOT, env })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text))
  const exit = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exit
  })
  return {
    child,
    said,
    exit,
    hears: (words: RegExp) =>
      vi.waitFor(() => expect(said.out).toMatch(words), { timeout: 10_000, interval: 10 }),
    /** Waits for the end. */
    async ended() {
      return { code: await exit, ...said }
    },
  }
}

/** A file of this name, gone with the test. */
export async function fileOf(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}
