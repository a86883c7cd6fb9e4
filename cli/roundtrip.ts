import { USAGE, parseCommandLine } from './arguments/command-line.ts'
import { UsageError } from './arguments/usage-error.ts'
import { alert } from './commands/alert/test.ts'
import { check } from './commands/check/check.ts'
import { maintenance } from './commands/maintenance/maintenance.ts'
import { monitors } from './commands/monitors/monitors.ts'
import { secret } from './commands/secret/set.ts'
import { validate } from './commands/validate.ts'
import { tameLine } from '../shared/core/redaction/tame.ts'
import type { Surroundings } from './surroundings.ts'
import { tamedOutput } from './terminal/output.ts'

/**
 * `roundtrip …` from its arguments to its exit code: 0 done, 1 failed, 2 not understood, 130 Ctrl-C; `check`
 * has a meaning of its own for 1 and 3. What it throws is a mistake of ours.
 */
export async function roundtrip(args: readonly string[], outside: Surroundings): Promise<number> {
  const surroundings = { ...outside, out: tamedOutput(outside.out), err: tamedOutput(outside.err) }
  try {
    const command = parseCommandLine(args)
    switch (command.kind) {
      case 'help':
        surroundings.out.write(`${USAGE}\n`)
        return 0
      case 'secret':
        return await secret(command.args, surroundings)
      case 'check': {
        const stop = new AbortController()
        void surroundings.stopped().then(() => stop.abort('stopped'))
        return await check(command.args, { ...surroundings, stop: stop.signal })
      }
      case 'validate':
        return await validate(command.args, surroundings)
      case 'monitors':
        return await monitors(command.args, surroundings)
      case 'alert':
        return await alert(command.args, surroundings)
      case 'maintenance':
        return await maintenance(command.args, surroundings)
      default:
        return command satisfies never
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    surroundings.err.write(`roundtrip: ${tameLine(error.message, Infinity)} (${error.help})\n`)
    return 2
  }
}
