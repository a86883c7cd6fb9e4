import { run } from '@stricli/core'

import { applicationAt } from './application/application.ts'
import type { Context } from './application/command.ts'
import { readable } from './application/line.ts'
import { type Route, routeOf } from './application/route.ts'
import { root } from './application/routes.ts'
import { tameLine } from '../shared/core/redaction/tame.ts'
import { UsageError } from './arguments/usage-error.ts'
import { CannotDo } from './opened/cannot-do.ts'
import type { Surroundings } from './surroundings.ts'
import { tamedOutput } from './terminal/output.ts'
import { Interrupted } from './terminal/interrupted.ts'

/** What the scripts of `completion` call. */
const COMPLETE = '__complete'

/**
 * `roundtrip …` from its arguments to its exit code: 0 done, 1 failed, 2 usage error, 130 Ctrl-C; `check`
 * has a meaning of its own for 1 and 3. What it throws is a mistake of ours.
 */
export async function roundtrip(line: readonly string[], outside: Surroundings): Promise<number> {
  const surroundings = { ...outside, out: tamedOutput(outside.out), err: tamedOutput(outside.err) }
  if (line[0] === COMPLETE)
    return (await import('./application/complete.ts')).complete(line.slice(1), surroundings)
  const words = readable(line)
  const route = routeOf(root, words)
  try {
    return await exitCodeOf(words, route, surroundings)
  } catch (error) {
    return await told(error, { line, route }, surroundings)
  }
}

/** Throws `UsageError` with every mistake that stricli finds in the line, or what the command throws. */
async function exitCodeOf(
  words: readonly string[],
  route: Route,
  surroundings: Surroundings,
): Promise<number> {
  const mistakes: string[] = []
  const stderr = { write: (text: string) => void mistakes.push(text.trimEnd()) }
  const context: Context = { ...surroundings, process: { stdout: surroundings.out, stderr } }
  await run<Context>(applicationAt(route), words, context)
  if (mistakes.length > 0) throw new UsageError(...mistakes)
  return Number(context.process.exitCode)
}

/** The exit code of what was not done, after why. */
async function told(
  error: unknown,
  { line, route: { path, target } }: { line: readonly string[]; route: Route },
  surroundings: Surroundings,
): Promise<number> {
  if (error instanceof Interrupted) return 130
  const isRefusal = error instanceof CannotDo
  if (!isRefusal && !(error instanceof UsageError)) throw error
  const why = isRefusal ? [...error.details, error.message] : error.mistakes
  const own = 'parameters' in target ? await target.tellMistakes?.(why, line, surroundings) : undefined
  if (own !== undefined) return own
  const words = isRefusal ? refusalWords(error) : mistakeLines(error, path)
  surroundings.err.write(words.map((text) => `${tameLine(text, Infinity)}\n`).join(''))
  return isRefusal ? 1 : 2
}

function refusalWords({ details, message }: CannotDo): readonly string[] {
  return [...details, `roundtrip: ${message}`]
}

/** One on a line with the command and its help, several below it. */
function mistakeLines({ mistakes }: UsageError, path: readonly string[]): readonly string[] {
  const [only, ...more] = mistakes
  const command = ['roundtrip', ...path].join(' ')
  if (more.length === 0) return [`${command}: ${only ?? ''} (${command} --help)`]
  const all = mistakes.map((mistake) => `  ${mistake}`)
  return [`${command}: ${mistakes.length} mistakes (${command} --help)`, ...all]
}
