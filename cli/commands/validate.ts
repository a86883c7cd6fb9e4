import { resolve } from 'node:path'

import { alertTopics, emailsByTopic } from '../../shared/core/definition/topic-names.ts'
import { describeWatchedDomain, watchedDomains } from '../../shared/core/definition/watched-domains.ts'
import { counted } from '../terminal/counted.ts'
import { judged, placedProblems } from '../definitions/mistakes-in.ts'
import { fileName, placed } from '../definitions/placed-problem.ts'
import { STACK_FILE, readDefinitions } from '../definitions/read-definitions.ts'
import type { Surroundings } from '../surroundings.ts'
import { UsageError } from '../arguments/usage-error.ts'

export const VALIDATE_USAGE = `Usage: roundtrip validate FILE

Checks the monitors of a file of YAML or JSON (a list, or one monitor) or CSV, or of a .ts or .js module that exports
"monitors", and prints every mistake as FILE:LINE. cdk/monitors.ts is held to the rules of the stack, every other file to those of one machine.
A .ts or .js file is a program: reading it runs it, with all your rights.
The line of a mistake in a module is found by the monitor's id; what is computed has none. Alerts that would go by email to
a domain that is itself watched are warned of, by the topics of cdk/settings.ts.

Exit codes: 0 no mistakes (warnings are none), 2 mistakes, or not understood.
`

/** `roundtrip validate FILE` from its arguments to its exit code. Throws `UsageError`. */
export async function validate(
  args: readonly string[],
  { out, err, settings: { topics } }: Pick<Surroundings, 'out' | 'err' | 'settings'>,
): Promise<number> {
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
  const { written, remarks } = read.definitions
  const shown = fileName(file)
  for (const remark of remarks) err.write(`${shown}: ${remark}\n`)
  // On one machine there are no topics, so that a policy may name any.
  const answer =
    resolve(file) === STACK_FILE
      ? judged(read.definitions, 'stack', { topics: alertTopics(topics) })
      : judged(read.definitions, 'file')
  const monitors = counted(Array.isArray(written) ? written.length : 1, 'monitor')
  if (answer.ok) {
    for (const watched of watchedDomains(answer.monitors, emailsByTopic(topics))) {
      err.write(`${shown}: warning: ${describeWatchedDomain(watched)}\n`)
    }
    out.write(`${shown}: ${monitors}, no mistakes\n`)
    return 0
  }
  const mistakes = placedProblems(answer.problems, read.definitions, file)
  out.write([...mistakes, `${shown}: ${monitors}, ${counted(mistakes.length, 'mistake')}`, ''].join('\n'))
  return 2
}
