import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

export interface FreshProcess {
  /** Environment besides PATH; nothing of this process's own is handed on. */
  env?: Readonly<Record<string, string>>
  /** Options of Node itself, as `--expose-gc`. */
  nodeOptions?: readonly string[]
}

/**
 * Runs a script in a fresh Node process and answers the JSON that it prints at its end. The input reaches it by `givenInput`.
 * Throws, with all that it wrote to standard error, when it fails.
 */
export async function inFreshProcess<Answer>(
  file: string,
  input: unknown,
  { env = {}, nodeOptions = [] }: FreshProcess = {},
): Promise<Answer> {
  const child = spawn(process.execPath, [...nodeOptions, file, JSON.stringify(input)], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}: ${errors}`)
  return JSON.parse(output) as Answer
}

/** In the fresh process: what it was given. */
export function givenInput(): unknown {
  return JSON.parse(process.argv[2] ?? 'null')
}

/** In the fresh process: hands its answer back. */
export function answer(value: unknown): void {
  process.stdout.write(JSON.stringify(value))
}

/**
 * The most memory that this process has held, octets. Linux counts in `ru_maxrss` what the process was forked from, a far larger
 * one here; the high-water mark of its own memory stands in /proc. Elsewhere `ru_maxrss` is all there is.
 */
export function peakRssOctets(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1')) ?? []
    if (kilobytes !== undefined) return Number(kilobytes) * 1024
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024
}
