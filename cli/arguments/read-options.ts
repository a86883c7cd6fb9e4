import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shownName } from '../../shared/core/definition/mistakes/shown-value.ts'

/** The options that a command knows, by what follows them. */
export interface OptionNames<Value extends string, List extends string, Switch extends string> {
  values: readonly Value[]
  /** Options that may be repeated, each time with a value. */
  lists?: readonly List[]
  switches: readonly Switch[]
  /** Options that may stand without a value (then empty); the next argument is theirs if this takes it. */
  optional?: Readonly<Partial<Record<Value, (next: string) => boolean>>>
  /** What to say of an option that is named after a password; what follows it is never repeated. */
  passwordAdvice: (name: string) => string
}

export interface ReadOptions<Value extends string, List extends string, Switch extends string> {
  values: Readonly<Partial<Record<Value, string>>>
  lists: Readonly<Partial<Record<List, readonly string[]>>>
  switches: Readonly<Record<Switch, boolean>>
  /** What stands there without an option; `-` is standard input. */
  positionals: readonly string[]
  /** Every mistake in the line itself. None repeats a value: it may be a password. */
  mistakes: readonly string[]
}

/** Takes the arguments of a command apart; finds all mistakes, not only the first. */
export function readOptions<Value extends string, List extends string = never, Switch extends string = never>(
  args: readonly string[],
  names: OptionNames<Value, List, Switch>,
): ReadOptions<Value, List, Switch> {
  const values: Partial<Record<Value, string>> = {}
  const lists: Partial<Record<List, string[]>> = {}
  const switches = Object.fromEntries(names.switches.map((one) => [one, false])) as Record<Switch, boolean>
  const positionals: string[] = []
  const mistakes: string[] = []
  const left = [...args]

  /** The value of an option: behind its `=`, or the next argument unless that is an option itself. */
  function valueOf(inline: string | undefined): string | undefined {
    return inline ?? (left[0] === undefined || left[0].startsWith('-') ? undefined : left.shift())
  }

  function optionalValue(takes: (next: string) => boolean, inline: string | undefined): string {
    return inline ?? (left[0] !== undefined && takes(left[0]) ? (left.shift() ?? '') : '')
  }

  function option(name: string, inline: string | undefined): void {
    const known = names.values.find((one) => one === name)
    const list = names.lists?.find((one) => one === name)
    const flag = names.switches.find((one) => one === name)
    if (known) {
      const takes = names.optional?.[known]
      const value = takes ? optionalValue(takes, inline) : valueOf(inline)
      if (value === undefined) mistakes.push(`--${known} needs a value`)
      else if (values[known] !== undefined) mistakes.push(`--${known} stands here twice`)
      else values[known] = value
    } else if (list) {
      const value = valueOf(inline)
      if (value === undefined) mistakes.push(`--${list} needs a value`)
      else lists[list] = [...(lists[list] ?? []), value]
    } else if (flag) {
      switches[flag] = true
      if (inline !== undefined) mistakes.push(`--${flag} takes no value`)
    } else {
      valueOf(inline)
      mistakes.push(refusal(name))
    }
  }

  function refusal(name: string): string {
    if (/pass|pwd/i.test(name)) {
      return (
        `--${shownName(name)}: a password on the command line is seen by everybody on this machine and kept in the ` +
        `shell's history; ${names.passwordAdvice(name)}`
      )
    }
    const near = nearestName(name, [...names.values, ...(names.lists ?? []), ...names.switches])
    return `there is no option --${shownName(name)}${near === undefined ? '' : `; did you mean --${near}?`}`
  }

  function shortOption(): void {
    valueOf(undefined)
    mistakes.push('there are no options with one hyphen but -h')
  }

  for (let next = left.shift(); next !== undefined; next = left.shift()) {
    const [, name, inline] = /^--([^=]+)(?:=([^]*))?$/.exec(next) ?? []
    if (name !== undefined) option(name, inline)
    else if (next === '-h') option('help', undefined)
    else if (next === '--') positionals.push(...left.splice(0))
    else if (next.startsWith('-') && next !== '-') shortOption()
    else positionals.push(next)
  }
  return { values, lists, switches, positionals, mistakes }
}
