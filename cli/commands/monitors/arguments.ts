import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import type { TextFormat } from '../../definitions/read-definitions.ts'
import { readOptions } from '../../arguments/read-options.ts'
import { type Target, isFolderName, targetIn, targetMistakes } from '../../arguments/target-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { shownNames, verbOf } from '../../arguments/verb.ts'
import { VERBS, type Verb } from './usage.ts'

/** Options that describe a monitor, each with the field that it fills. */
export const DESCRIBING = {
  email: 'emailAddress',
  mailbox: 'mailbox.server',
  userid: 'mailbox.userid',
  'password-ref': 'mailbox.password',
  smtp: 'smtp.server',
  'smtp-userid': 'smtp.userid',
  'smtp-password-ref': 'smtp.password',
  from: 'smtp.from',
  name: 'name',
  timeout: 'timeoutSeconds',
  interval: 'intervalMinutes',
} as const

export type DescribingOption = keyof typeof DESCRIBING

type ValueOption = 'stack' | 'local' | 'format' | 'until' | 'for' | DescribingOption
type ListOption = 'set' | 'unset'
type Switch = 'help' | 'json' | 'yes' | 'dry-run' | 'replace' | 'all' | 'allow-clear'

const OFF = {
  help: false,
  json: false,
  yes: false,
  'dry-run': false,
  replace: false,
  all: false,
  'allow-clear': false,
} satisfies Record<Switch, boolean>

interface Shape {
  values?: readonly ValueOption[]
  lists?: readonly ListOption[]
  switches?: readonly Switch[]
  /** How many arguments without an option it takes, and what they are. */
  takes: { least: number; most: number; what: string }
}

const NOTHING = { least: 0, most: 0, what: 'nothing but options' }
const ONE_ID = { least: 1, most: 1, what: 'the id of one monitor' }
const IDS = { least: 1, most: Infinity, what: 'the id of a monitor, or several' }

const SHAPES: Readonly<Record<Verb, Shape>> = {
  list: { switches: ['json'], takes: NOTHING },
  show: { switches: ['json'], takes: ONE_ID },
  add: {
    values: ['format', ...(Object.keys(DESCRIBING) as DescribingOption[])],
    lists: ['set'],
    switches: ['allow-clear'],
    takes: { least: 1, most: 1, what: 'the name of one file, or the id of a new monitor' },
  },
  edit: { lists: ['set', 'unset'], switches: ['allow-clear'], takes: ONE_ID },
  pause: { values: ['until', 'for'], takes: IDS },
  resume: { takes: IDS },
  remove: { switches: ['yes'], takes: IDS },
  import: {
    values: ['format'],
    switches: ['dry-run', 'replace', 'allow-clear'],
    takes: { least: 1, most: 1, what: 'the name of one file, or - for standard input' },
  },
  export: {
    values: ['format'],
    switches: ['all'],
    takes: { least: 0, most: 1, what: 'the name of one file, or nothing' },
  },
}

export interface MonitorsArguments {
  verb: Verb
  target: Target
  /** Ids, or a file. */
  names: readonly string[]
  values: Readonly<Partial<Record<ValueOption, string>>>
  lists: Readonly<Partial<Record<ListOption, readonly string[]>>>
  switches: Readonly<Record<Switch, boolean>>
  format: TextFormat | undefined
}

export type MonitorsCommand = { kind: 'help'; verb?: Verb } | ({ kind: 'command' } & MonitorsArguments)

/** What the arguments of `roundtrip monitors` ask for; throws `UsageError` with a sentence a mistake. */
export function readMonitorsArguments(args: readonly string[], defaultStack: string): MonitorsCommand {
  const [first, ...rest] = args
  if (first === '--help' || first === '-h') return { kind: 'help' }
  const verb = verbOf('monitors', first, VERBS)
  const shape = SHAPES[verb]
  const read = readOptions<ValueOption, ListOption, Switch>(rest, {
    values: ['stack', 'local', ...(shape.values ?? [])],
    lists: shape.lists ?? [],
    switches: ['help', ...(shape.switches ?? [])],
    optional: { local: isFolderName },
    passwordAdvice,
  })
  if (read.switches.help) return { kind: 'help', verb }
  const { values, lists, positionals: names } = read
  const { least, most, what } = shape.takes
  const count =
    names.length < least || names.length > most ? [`expected ${what}, got ${shownNames(names)}`] : []
  const mistakes = [...read.mistakes, ...count, ...targetMistakes(values), ...formatMistakes(values)]
  if (mistakes.length > 0) {
    throw new UsageError(`monitors ${verb}: ${mistakes.join('; ')}`, `roundtrip monitors ${verb} --help`)
  }
  const target = targetIn(values, defaultStack)
  const switches = { ...OFF, ...read.switches }
  return { kind: 'command', verb, target, names, values, lists, switches, format: formatIn(values.format) }
}

function formatMistakes({ format }: MonitorsArguments['values']): string[] {
  return format === undefined || formatIn(format)
    ? []
    : [`--format: expected yaml, json or csv, got ${shown(format)}`]
}

function formatIn(format: string | undefined): TextFormat | undefined {
  return (['yaml', 'json', 'csv'] as const).find((one) => one === format)
}

function passwordAdvice(name: string): string {
  const option = name.startsWith('smtp') ? 'smtp-password-ref' : 'password-ref'
  return `store it with npx roundtrip secret set NAME and write --${option} ssm:NAME`
}
