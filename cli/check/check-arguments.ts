import { nearestName } from '../../shared/core/definition/nearest-name.ts'
import { shownName } from '../../shared/core/definition/shown-value.ts'

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
  'timeout',
  'file',
  'ca',
] as const

const SWITCHES = ['log', 'json', 'nagios', 'help'] as const

/** Named after a password: refused, and what follows is never repeated. */
const PASSWORDS: Readonly<Record<string, ValueOption>> = {
  password: 'password-env',
  'smtp-password': 'smtp-password-env',
}

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
  const values: Partial<Record<ValueOption, string>> = {}
  const switches = { log: false, json: false, nagios: false, help: false }
  const targets: string[] = []
  const mistakes: string[] = []
  const left = [...args]

  /** The value of an option: behind its `=`, or the next argument unless that is an option itself. */
  function valueOf(inline: string | undefined): string | undefined {
    return inline ?? (left[0] === undefined || left[0].startsWith('-') ? undefined : left.shift())
  }

  function option(name: string, inline: string | undefined): void {
    const known = VALUE_OPTIONS.find((one) => one === name)
    const flag = SWITCHES.find((one) => one === name)
    if (known) {
      const value = valueOf(inline)
      if (value === undefined) mistakes.push(`--${known} needs a value`)
      else if (values[known] !== undefined) mistakes.push(`--${known} stands here twice`)
      else values[known] = value
    } else if (flag) {
      switches[flag] = true
      if (inline !== undefined) mistakes.push(`--${flag} takes no value`)
    } else {
      valueOf(inline)
      mistakes.push(refusal(name))
    }
  }

  function shortOption(): void {
    valueOf(undefined)
    mistakes.push('there are no options with one hyphen but -h')
  }

  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const [, name, inline] = /^--([^=]+)(?:=([^]*))?$/.exec(next) ?? []
    if (name !== undefined) option(name, inline)
    else if (next === '-h') switches.help = true
    else if (next === '--') targets.push(...left.splice(0))
    else if (next.startsWith('-')) shortOption()
    else targets.push(next)
  }
  if (switches.json && switches.nagios) mistakes.push('--json and --nagios exclude each other')
  if (switches.log && switches.nagios) mistakes.push('--nagios prints one line, without the log of --log')
  return { values, switches, targets, mistakes }
}

function refusal(name: string): string {
  const instead = PASSWORDS[name] ?? (/pass|pwd/i.test(name) ? 'password-env' : undefined)
  if (instead !== undefined) {
    return (
      `--${shownName(name)}: a password on the command line is seen by everybody on this machine and kept in the ` +
      `shell's history; put it into an environment variable and name that: --${instead} NAME`
    )
  }
  const near = nearestName(name, [...VALUE_OPTIONS, ...SWITCHES])
  return `there is no option --${shownName(name)}${near === undefined ? '' : `; did you mean --${near}?`}`
}
