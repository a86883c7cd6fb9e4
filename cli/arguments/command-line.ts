import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from './usage-error.ts'

export const USAGE = `Usage: roundtrip <command>

  check …                           one round trip from this machine, now (roundtrip check --help)
  monitors list|show|add|edit|…     the monitors of a deployed stack or of local mode (roundtrip monitors --help)
  alert test [MONITOR]              a test alert the way every alert goes (roundtrip alert --help)
  maintenance list|add|remove       windows in which no runs are made, or judged for nothing (roundtrip maintenance --help)
  validate FILE                     every mistake in a file of monitors, with its line
  secret set NAME [--host HOST]     store a password, which monitors name as ssm:NAME, for these hosts
                                    (roundtrip secret --help)

The account and the Region are those of the environment: AWS_PROFILE, AWS_REGION and so on.
`

/** Each reads its own arguments. */
const COMMANDS = ['check', 'validate', 'monitors', 'maintenance', 'alert', 'secret'] as const

export type Command = { kind: 'help' } | { kind: (typeof COMMANDS)[number]; args: readonly string[] }

/** What a command line asks for; throws `UsageError` with one sentence for what it does not understand. */
export function parseCommandLine([first, ...args]: readonly string[]): Command {
  const kind = COMMANDS.find((one) => one === first)
  if (kind) return { kind, args }
  if (first === '--help' || first === '-h') return { kind: 'help' }
  throw new UsageError(first === undefined ? 'no command given' : `there is no command ${shown(first)}`)
}
