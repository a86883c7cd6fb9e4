import type { DefinitionSource, Monitor, Problem } from '../../shared/core/definition/monitor.ts'
import { type Known, parseMonitor, parseMonitors } from '../../shared/core/definition/parse-monitor.ts'
import { placedProblem } from './placed-problem.ts'
import type { Definitions } from './read-definitions.ts'

/** The monitors of a file, or its mistakes, among them what it says twice. */
export type Judged = { ok: true; monitors: readonly Monitor[] } | { ok: false; problems: readonly Problem[] }

export function judged({ written, twice }: Definitions, source: DefinitionSource, known: Known = {}): Judged {
  const parsed = Array.isArray(written)
    ? parseMonitors(written, source, known)
    : parseMonitor(written, source, known)
  if (!parsed.ok) return { ok: false, problems: [...twice, ...parsed.problems] }
  if (twice.length > 0) return { ok: false, problems: twice }
  return { ok: true, monitors: 'monitors' in parsed ? parsed.monitors : [parsed.monitor] }
}

/**
 * Every mistake in a file's definitions as `file:line: path: message`, in the order of the file; those
 * without a line come last.
 */
export function mistakesIn(
  definitions: Definitions,
  source: DefinitionSource,
  file: string,
  known: Known = {},
): string[] {
  const answer = judged(definitions, source, known)
  return answer.ok ? [] : placedProblems(answer.problems, definitions, file)
}

export function placedProblems(
  problems: readonly Problem[],
  definitions: Pick<Definitions, 'lineOf'>,
  file: string,
): string[] {
  return problems
    .map((problem) => ({ problem, line: definitions.lineOf(problem.path) }))
    .sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0)
    .map(({ line, problem }) => placedProblem(file, line, problem))
}
