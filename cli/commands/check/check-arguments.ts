import { readOptions } from '../../arguments/read-options.ts'

/** Options that take a value. */
export type ValueOption = (typeof VALUE_OPTIONS)[number]

const VALUE_OPTIONS = [
  'email',
  'mailbox',
  'userid',
  'password-env',
  'smtp',
  'smtp-userid',
  'smtp-password-env',
  'from',
  'helo',
  'seconds-between-logins',
  'timeout',
  'file',
  'ca',
] as const

const SWITCHES = ['allow-clear', 'log', 'json', 'nagios', 'help'] as const

export interface CheckArguments {
  values: Readonly<Partial<Record<ValueOption, string>>>
  switches: Readonly<Record<(typeof SWITCHES)[number], boolean>>
  /** What stands there without an option: the monitor's id, or the file. */
  targets: readonly string[]
  /** Every mistake in the line itself. None repeats a value: it may be a password. */
  mistakes: readonly string[]
}

/** Takes the arguments of `roundtrip check` apart; finds all mistakes, not only the first. */
export function readCheckArguments(args: readonly string[]): CheckArguments {
  const read = readOptions(args, { values: VALUE_OPTIONS, switches: SWITCHES, passwordAdvice })
  const { values, switches, positionals } = read
  const mistakes = [...read.mistakes]
  if (switches.json && switches.nagios) mistakes.push('--json and --nagios exclude each other')
  if (switches.log && switches.nagios) mistakes.push('--nagios prints one line, without the log of --log')
  return { values, switches, targets: positionals, mistakes }
}

function passwordAdvice(name: string): string {
  const instead = name === 'smtp-password' ? 'smtp-password-env' : 'password-env'
  return `put it into an environment variable and name that: --${instead} NAME`
}
