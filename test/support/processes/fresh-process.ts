import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

export interface FreshProcess {
  /** Environment besides PATH; nothing of this process's own is handed on. */
  env?: Readonly<Record<string, string>>
  /** Options of Node itself, as `--expose-gc`. */
  nodeOptions?: readonly string[]
  /** Words before Node's own in the command: what it is run within. */
  within?: readonly string[]
}

/**
 * Runs a script in a fresh Node process and answers the JSON that it prints at its end. It takes its input
 * and answers by `process-report.ts`. Throws, with all that it wrote to standard error, when it fails.
 */
export async function inFreshProcess<Answer>(
  file: string,
  input: unknown,
  { env = {}, nodeOptions = [], within = [] }: FreshProcess = {},
): Promise<Answer> {
  const [command, ...words] = [...within, process.execPath, ...nodeOptions, file]
  const child = spawn(command, words, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: 'pipe',
  })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('close', resolve).on('error', reject),
  )
  // A process that ends before it has read all says why by its exit.
  child.stdin.on('error', () => undefined)
  child.stdin.end(JSON.stringify(input))
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}: ${errors}`)
  return JSON.parse(output) as Answer
}
