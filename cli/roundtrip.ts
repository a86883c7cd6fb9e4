import { run } from '@stricli/core'

import { isOld, old } from './old.ts'
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
import { Interrupted } from './terminal/read-secret.ts'

/**
 * `roundtrip …` from its arguments to its exit code: 0 done, 1 failed, 2 not understood, 130 Ctrl-C; `check`
 * has a meaning of its own for 1 and 3. What it throws is a mistake of ours.
 */
export async function roundtrip(line: readonly string[], outside: Surroundings): Promise<number> {
  const surroundings = { ...outside, out: tamedOutput(outside.out), err: tamedOutput(outside.err) }
  if (isOld(line)) return old(line, surroundings)
  const words = readable(line)
  const route = routeOf(root, words)
  try {
    return await exitCodeOf(words, route, surroundings)
  } catch (error) {
    return told(error, { line, route }, surroundings)
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
function told(
  error: unknown,
  { line, route: { path, target } }: { line: readonly string[]; route: Route },
  surroundings: Surroundings,
): number {
  const { err } = surroundings
  if (error instanceof Interrupted) return 130
  if (error instanceof CannotDo) {
    err.write(lines([...error.details, `roundtrip: ${error.message}`]))
    return 1
  }
  if (!(error instanceof UsageError)) throw error
  const own = 'parameters' in target ? target.tellMistakes?.(error.mistakes, line, surroundings) : undefined
  if (own !== undefined) return own
  const [only, ...more] = error.mistakes
  const what = more.length === 0 ? only : `${error.mistakes.length} mistakes`
  const help = ['roundtrip', ...path, '--help'].join(' ')
  const all = more.length === 0 ? [] : error.mistakes.map((mistake) => `  ${mistake}`)
  err.write(lines([`${['roundtrip', ...path].join(' ')}: ${what} (${help})`, ...all]))
  return 2
}

/** Each on one line, whatever stands in it. */
function lines(texts: readonly string[]): string {
  return texts.map((text) => `${tameLine(text, Infinity)}\n`).join('')
}
