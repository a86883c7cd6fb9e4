import { planImport } from '../../../shared/app/monitors/import-monitors.ts'
import { locationsWithNames } from '../../../shared/app/monitors/locations-with-names.ts'
import type { WrittenDefinition } from '../../../shared/app/monitors/sync-monitors.ts'
import type { Problem } from '../../../shared/core/definition/monitor.ts'
import { type Known, describeProblem, parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { exist } from '../../terminal/counted.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { optionName } from '../../application/parameters.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { onTarget } from '../../opened/on-target.ts'
import { leftOpen, mayBeClear, withClear } from './clear-logins.ts'
import { write } from './import.ts'
import { INPUT, type TextFormat } from '../../definitions/read-definitions.ts'
import { readFileOf } from './read-file.ts'
import { withField } from './set-field.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

/** Options that describe a monitor, each with the field that it fills. */
const DESCRIBING = {
  email: 'emailAddress',
  mailbox: 'mailbox.server',
  userid: 'mailbox.userid',
  passwordRef: 'mailbox.password',
  grantRef: 'mailbox.grant',
  folder: 'mailbox.folder',
  junk: 'mailbox.junk',
  junkServer: 'mailbox.junkServer',
  smtp: 'smtp.server',
  smtpUserid: 'smtp.userid',
  smtpPasswordRef: 'smtp.password',
  smtpGrantRef: 'smtp.grant',
  from: 'smtp.from',
  name: 'name',
  timeout: 'timeoutSeconds',
  interval: 'intervalMinutes',
} as const

type DescribingOption = keyof typeof DESCRIBING

const OPTIONS = Object.keys(DESCRIBING) as DescribingOption[]

/** Options whose value is a number; what is none stays text, for the schema to refuse. */
const NUMBERS: readonly DescribingOption[] = ['timeout', 'interval']

export interface AddFlags extends TargetFlags, Record<DescribingOption, string | undefined> {
  set: readonly string[] | undefined
  allowClear: boolean
  format: TextFormat | undefined
}

/** The monitors of a file, or the one that options describe. Never changes what is there. */
export const add = onTarget<AddFlags, [name: string]>('made', async (opened, surroundings, flags, name) => {
  const definitions = isFile(name)
    ? await fromFile(name, flags, opened, surroundings)
    : [fromOptions(name, flags, opened, await locationsWithNames(opened))]
  const rows = await opened.monitors.list()
  const plan = planImport(definitions, rows)
  const there = [...plan.managedByStack, ...plan.updated.map(({ row }) => row.monitorId), ...plan.unchanged]
  if (there.length > 0) {
    throw new CannotDo(
      `${firstOf(there)} ${exist(there)} already in ${opened.place}: nothing was added; edit ID changes one, import FILE --replace many`,
    )
  }
  const open = leftOpen(plan, opened)
  if (!(await mayBeClear(open, flags.allowClear, surroundings))) return write(plan, opened, surroundings)
  return write(planImport(withClear(definitions, open, opened), rows), opened, surroundings)
})

/** As `check` tells a file from an id. */
function isFile(name: string): boolean {
  return name === INPUT || /[./\\]/.test(name)
}

function fromFile(
  name: string,
  flags: AddFlags,
  opened: Opened,
  surroundings: Surroundings,
): Promise<readonly WrittenDefinition[]> {
  const given = [...OPTIONS.filter((option) => flags[option] !== undefined), ...(flags.set ? ['set'] : [])]
  if (given.length > 0) {
    const options = given.map((option) => `--${optionName(option)}`).join(', ')
    throw new UsageError(`${options}: not allowed with a file; to describe one monitor begin with its id`)
  }
  return readFileOf(name, flags.format, opened, surroundings)
}

function fromOptions(
  monitorId: string,
  flags: AddFlags,
  { source, builtInSender }: Opened,
  known: Known,
): WrittenDefinition {
  if (flags.format !== undefined) throw new UsageError('--format: only allowed with a file')
  const described = OPTIONS.flatMap((option) => {
    const value = flags[option]
    return value === undefined ? [] : [assignment(option, value)]
  })
  const fields = described.reduce<Readonly<Record<string, unknown>>>(
    (definition, [path, value]) => withField(definition, `${path}=${value}`),
    { monitorId },
  )
  const definition = { ...(flags.set ?? []).reduce(withField, fields), monitorId }
  const parsed = parseMonitor(definition, source, { builtInSender, ...known })
  if (parsed.ok) return definition
  throw new UsageError(...parsed.problems.map(inOptionWords))
}

/** Text is put in quotes, so that a login of digits stays text. */
function assignment(option: DescribingOption, value: string): readonly [path: string, value: string] {
  return [DESCRIBING[option], NUMBERS.includes(option) ? value : JSON.stringify(value)]
}

function inOptionWords({ path, message }: Problem): string {
  if (path === 'monitorId') return `the id: ${message}`
  const option = OPTIONS.find((one) => DESCRIBING[one] === path)
  if (option !== undefined) return `--${optionName(option)}: ${message}`
  // Without any of its fields a section is missing as a whole.
  if (path === 'mailbox')
    return '--mailbox, --userid and --password-ref or --grant-ref: expected all three, got nothing'
  if (path === 'smtp') return `--smtp: ${message}`
  return describeProblem({ path, message })
}
