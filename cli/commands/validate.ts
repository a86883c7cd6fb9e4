import { resolve } from 'node:path'

import type { Problem } from '../../shared/core/monitor.ts'
import { parseMonitor, parseMonitors } from '../../shared/core/parse-monitor.ts'
import { placed, placedProblem } from '../definitions/placed-problem.ts'
import { readDefinitions, STACK_FILE, type Definitions } from '../definitions/read-definitions.ts'
import type { Outputs } from '../surroundings.ts'
import { UsageError } from '../usage-error.ts'

export const VALIDATE_USAGE = `Usage: roundtrip validate FILE

Checks the monitors of a .json file (a list, or one monitor) or of a .ts or .js module that exports "monitors", and prints
every mistake as FILE:LINE. cdk/monitors.ts is held to the rules of the stack, every other file to those of one machine.
The line of a mistake in a module is found by the monitor's id; what is computed has none.

Exit codes: 0 no mistakes, 2 mistakes, or not understood.
`

/** `roundtrip validate FILE` from its arguments to its exit code. Throws `UsageError`. */
export async function validate(args: readonly string[], { out, err }: Outputs): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    out.write(VALIDATE_USAGE)
    return 0
  }
  const [file, ...more] = args
  if (file === undefined || more.length > 0 || file.startsWith('-')) {
    throw new UsageError('validate: expected the name of one file and nothing else')
  }
  const read = await readDefinitions(file)
  if (!read.ok) {
    err.write(`${placed(file, read.line)}: ${read.message}\n`)
    return 2
  }
  const { definitions } = read
  const problems = problemsOf(definitions, resolve(file) === STACK_FILE)
  const count = Array.isArray(definitions.written) ? definitions.written.length : 1
  if (problems.length === 0) {
    out.write(`${file}: ${counted(count, 'monitor')}, no mistakes\n`)
    return 0
  }
  const lines = inOrder(problems, definitions).map(({ line, problem }) => placedProblem(file, line, problem))
  out.write(
    [...lines, `${file}: ${counted(count, 'monitor')}, ${counted(problems.length, 'mistake')}`, ''].join(
      '\n',
    ),
  )
  return 2
}

function problemsOf({ written, twice }: Definitions, isStack: boolean): readonly Problem[] {
  const parsed = Array.isArray(written)
    ? parseMonitors(written, isStack ? 'stack' : 'file')
    : parseMonitor(written, 'file')
  return parsed.ok ? twice : [...twice, ...parsed.problems]
}

/** As they stand in the file; those whose line is not known come last. */
function inOrder(problems: readonly Problem[], { lineOf }: Definitions) {
  return problems
    .map((problem) => ({ problem, line: lineOf(problem.path) }))
    .sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity) || 0)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
