import { readOptions } from '../../arguments/read-options.ts'
import type { Owner } from '../../../shared/app/monitors/change-maintenance.ts'
import type { Target } from '../../arguments/target.ts'
import { isFolderName, targetIn, targetMistakes } from '../../arguments/target-flags.ts'
import { shownNames, verbOf } from '../../arguments/verb.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { VERBS, type Verb } from './usage.ts'

/** Options that describe a window, each with the field that it fills. */
export const DESCRIBING = {
  start: 'start',
  days: 'days',
  for: 'durationMinutes',
  zone: 'zone',
  mode: 'mode',
  note: 'note',
} as const

export type DescribingOption = keyof typeof DESCRIBING

type ValueOption = 'stack' | 'local' | 'tag' | DescribingOption
type Switch = 'help' | 'json' | 'all' | 'over'

const SHAPES: Readonly<Record<Verb, { values?: readonly ValueOption[]; switches?: readonly Switch[] }>> = {
  list: { switches: ['json'] },
  add: { values: ['tag', ...(Object.keys(DESCRIBING) as DescribingOption[])] },
  remove: { values: ['tag'], switches: ['all', 'over'] },
}

export interface MaintenanceArguments {
  verb: Verb
  target: Target
  /** Ids of monitors, each once. */
  monitorIds: readonly string[]
  /** The numbers of windows to be removed. */
  numbers: readonly number[]
  values: Readonly<Partial<Record<ValueOption, string>>>
  switches: Readonly<Record<Switch, boolean>>
}

export type MaintenanceCommand = { kind: 'help'; verb?: Verb } | ({ kind: 'command' } & MaintenanceArguments)

type Named = Pick<MaintenanceArguments, 'monitorIds' | 'numbers'> & { mistakes: readonly string[] }

/** What the arguments of `roundtrip maintenance` ask for; throws `UsageError` with a sentence a mistake. */
export function readMaintenanceArguments(args: readonly string[], defaultStack: string): MaintenanceCommand {
  const [first, ...rest] = args
  if (first === '--help' || first === '-h') return { kind: 'help' }
  const verb = verbOf('maintenance', first, VERBS)
  const shape = SHAPES[verb]
  const read = readOptions<ValueOption, never, Switch>(rest, {
    values: ['stack', 'local', ...(shape.values ?? [])],
    switches: ['help', ...(shape.switches ?? [])],
    optional: { local: isFolderName },
    passwordAdvice: () => 'a maintenance window needs none',
  })
  if (read.switches.help) return { kind: 'help', verb }
  const { values, positionals } = read
  const switches = { ...{ help: false, json: false, all: false, over: false }, ...read.switches }
  const named = namedBy(verb, positionals, values.tag, switches)
  const mistakes = [...read.mistakes, ...named.mistakes, ...targetMistakes(values)]
  if (mistakes.length > 0) throw mistakeIn(verb, ...mistakes)
  const { monitorIds, numbers } = named
  const target = targetIn(values, defaultStack)
  return { kind: 'command', verb, target, monitorIds: [...new Set(monitorIds)], numbers, values, switches }
}

export function mistakeIn(verb: Verb, ...mistakes: readonly string[]): UsageError {
  return new UsageError(`maintenance ${verb}: ${mistakes.join('; ')}`, `roundtrip maintenance ${verb} --help`)
}

function namedBy(
  verb: Verb,
  positionals: readonly string[],
  tag: string | undefined,
  { all, over }: MaintenanceArguments['switches'],
): Named {
  switch (verb) {
    case 'list':
      return monitors(positionals)
    case 'add':
      if (tag !== undefined) return monitors(positionals, 0, 'no ids beside --tag')
      return monitors(positionals, 1, 'the id of a monitor, several, or --tag TAG')
    case 'remove': {
      if (all && over) return { ...monitors([]), mistakes: ['--all and --over exclude each other'] }
      if (tag !== undefined)
        return all || over ? monitors(positionals, 0, 'no numbers beside it') : numbers(positionals)
      if (over) return monitors(positionals)
      if (all) return monitors(positionals, 1, 'the id of a monitor, several, or --tag TAG')
      const [monitorId, ...rest] = positionals
      if (monitorId !== undefined) return { ...numbers(rest), monitorIds: [monitorId] }
      return {
        ...monitors([]),
        mistakes: ['expected the id of a monitor or --tag TAG, and numbers, --all or --over'],
      }
    }
    default:
      return verb satisfies never
  }
}

/** Ids alone; `count` absent: any number of them, 1: at least one, 0: none. */
function monitors(monitorIds: readonly string[], count?: 0 | 1, what = ''): Named {
  const fits = count === undefined || (count === 0 ? monitorIds.length === 0 : monitorIds.length > 0)
  const mistakes = fits ? [] : [`expected ${what}, got ${shownNames(monitorIds)}`]
  return { monitorIds, numbers: [], mistakes }
}

function numbers(written: readonly string[]): Named {
  const isNumbers = written.length > 0 && written.every((one) => /^[1-9]\d{0,3}$/.test(one))
  const expected = 'expected numbers of windows as "list" shows them, or --all, or --over'
  return {
    monitorIds: [],
    numbers: written.map(Number),
    mistakes: isNumbers ? [] : [`${expected}, got ${shownNames(written)}`],
  }
}

/** Whose windows are meant. */
export function ownersIn({ monitorIds, values: { tag } }: MaintenanceArguments): readonly Owner[] {
  return tag === undefined
    ? monitorIds.map((monitorId) => ({ kind: 'monitor', monitorId }))
    : [{ kind: 'tag', tag }]
}
