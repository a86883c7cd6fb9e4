import type { DefinitionSource, Problem } from '../../shared/core/monitor.ts'
import { parseMonitor, parseMonitors } from '../../shared/core/parse-monitor.ts'
import { placedProblem } from './placed-problem.ts'
import type { Definitions } from './read-definitions.ts'

/** Every mistake in a file's definitions as `file:line: path: message`, in the order of the file; those without a line come last. */
export function mistakesIn(definitions: Definitions, source: DefinitionSource, file: string): string[] {
  return problemsIn(definitions, source)
    .map((problem) => ({ problem, line: definitions.lineOf(problem.path) }))
    .sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0)
    .map(({ line, problem }) => placedProblem(file, line, problem))
}

function problemsIn({ written, twice }: Definitions, source: DefinitionSource): readonly Problem[] {
  const parsed = Array.isArray(written) ? parseMonitors(written, source) : parseMonitor(written, source)
  return parsed.ok ? twice : [...twice, ...parsed.problems]
}
