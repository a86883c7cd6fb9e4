import { spawn } from 'node:child_process'

import { expect, onTestFinished, vi } from 'vitest'

import { ROOT } from '../support/project.ts'
import { MOST_WAIT_MS } from '../support/thorough.ts'

/**
 * `npx roundtrip` without npx, in a process of its own that ends with the test: what it says, and how it
 * ends.
 */
export function roundtrip(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input?: string,
) {
  return nodeProcess(['cli/start.js', ...args], env, input)
}

/** `npm start` without npm. */
export function npmStartProcess(...args: readonly string[]) {
  return nodeProcess(['local/start.js', ...args])
}

function nodeProcess(args: readonly string[], env?: Readonly<Record<string, string>>, input?: string) {
  const child = spawn(process.execPath, args, { cwd: ROOT, ...(env && { env }) })
  const said = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (said.err += text))
  if (input !== undefined) child.stdin.end(input)
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
      vi.waitFor(() => expect(said.out).toMatch(words), { timeout: MOST_WAIT_MS, interval: 10 }),
    /** Waits for the end. */
    async ended() {
      return { code: await exit, ...said }
    },
  }
}
