import { planImport } from '../../../shared/app/monitors/import-monitors.ts'
import type { WrittenDefinition } from '../../../shared/app/monitors/sync-monitors.ts'
import type { DefinitionSource, Problem } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { exist, firstOf } from '../../terminal/counted.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { DESCRIBING, type DescribingOption, type MonitorsArguments } from './arguments.ts'
import { leftOpen, mayBeClear, withClear } from './clear-logins.ts'
import { write } from './import.ts'
import { INPUT } from '../../definitions/read-definitions.ts'
import { readFileOf } from './read-file.ts'
import { withField } from './set-field.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

const OPTIONS = Object.keys(DESCRIBING) as DescribingOption[]

/** Options whose value is a number; what is none stays text, for the schema to refuse. */
const NUMBERS: readonly DescribingOption[] = ['timeout', 'interval']

/** `monitors add`: the monitors of a file, or the one that options describe. Never changes what is there. */
export async function add(
  args: MonitorsArguments,
  opened: Opened,
  surroundings: Surroundings,
): Promise<number> {
  const definitions = isFile(args.names[0])
    ? await fromFile(args, opened, surroundings)
    : [fromOptions(args, opened.source)]
  const rows = await opened.monitors.list()
  const plan = planImport(definitions, rows)
  const there = [...plan.managedByStack, ...plan.updated.map(({ row }) => row.monitorId), ...plan.unchanged]
  if (there.length > 0) {
    throw new CannotDo(
      `${firstOf(there)} ${exist(there)} already in ${opened.place}: nothing was added; edit ID changes one, import FILE --replace many`,
    )
  }
  const open = leftOpen(plan, opened)
  if (!(await mayBeClear(open, args.switches['allow-clear'], surroundings)))
    return write(plan, opened, surroundings)
  return write(planImport(withClear(definitions, open, opened), rows), opened, surroundings)
}

/** As `check` tells a file from an id. */
function isFile(name = ''): boolean {
  return name === INPUT || /[./\\]/.test(name)
}

function fromFile(
  args: MonitorsArguments,
  opened: Opened,
  surroundings: Surroundings,
): Promise<readonly WrittenDefinition[]> {
  const given = [
    ...OPTIONS.filter((option) => args.values[option] !== undefined),
    ...(args.lists.set ? ['set'] : []),
  ]
  if (given.length > 0) {
    const options = given.map((option) => `--${option}`).join(', ')
    throw usage([`${options}: not beside a file, which says it; to describe one monitor begin with its id`])
  }
  return readFileOf(args, opened, surroundings)
}

function fromOptions(
  { names: [monitorId = ''], values, lists, format }: MonitorsArguments,
  source: DefinitionSource,
): WrittenDefinition {
  if (format !== undefined) throw usage(['--format: the options have none; it belongs to a file'])
  const described = OPTIONS.flatMap((option) => {
    const value = values[option]
    return value === undefined ? [] : [assignment(option, value)]
  })
  const fields = described.reduce<Readonly<Record<string, unknown>>>(
    (definition, [path, value]) => withField(definition, `${path}=${value}`),
    { monitorId },
  )
  const definition = { ...(lists.set ?? []).reduce(withField, fields), monitorId }
  const parsed = parseMonitor(definition, source)
  if (parsed.ok) return definition
  throw usage(parsed.problems.map(inOptionWords))
}

/** Text is put in quotes, so that a login of digits stays text. */
function assignment(option: DescribingOption, value: string): readonly [path: string, value: string] {
  return [DESCRIBING[option], NUMBERS.includes(option) ? value : JSON.stringify(value)]
}

function inOptionWords({ path, message }: Problem): string {
  if (path === 'monitorId') return `the id: ${message}`
  const option = OPTIONS.find((one) => DESCRIBING[one] === path)
  if (option !== undefined) return `--${option}: ${message}`
  // Without any of its fields a section is missing as a whole.
  if (path === 'mailbox') return '--mailbox, --userid and --password-ref: expected all three, got nothing'
  if (path === 'smtp') return `--smtp: ${message}`
  return path === '' ? message : `${path}: ${message}`
}

function usage(mistakes: readonly string[]): UsageError {
  return new UsageError(`monitors add: ${mistakes.join('; ')}`, 'roundtrip monitors add --help')
}
