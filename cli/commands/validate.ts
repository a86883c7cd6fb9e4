import { resolve } from 'node:path'

import { counted } from '../counted.ts'
import { mistakesIn } from '../definitions/mistakes-in.ts'
import { placed } from '../definitions/placed-problem.ts'
import { readDefinitions, STACK_FILE } from '../definitions/read-definitions.ts'
import type { Outputs } from '../surroundings.ts'
import { UsageError } from '../usage-error.ts'

export const VALIDATE_USAGE = `Usage: roundtrip validate FILE

Checks the monitors of a file of YAML or JSON (a list, or one monitor) or CSV, or of a .ts or .js module that exports
"monitors", and prints every mistake as FILE:LINE. cdk/monitors.ts is held to the rules of the stack, every other file to those of one machine.
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
  const { written } = read.definitions
  const source = resolve(file) === STACK_FILE ? 'stack' : 'file'
  const mistakes = mistakesIn(read.definitions, source, file)
  const monitors = counted(Array.isArray(written) ? written.length : 1, 'monitor')
  if (mistakes.length === 0) {
    out.write(`${file}: ${monitors}, no mistakes\n`)
    return 0
  }
  out.write([...mistakes, `${file}: ${monitors}, ${counted(mistakes.length, 'mistake')}`, ''].join('\n'))
  return 2
}
