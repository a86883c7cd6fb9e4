import { redefineMonitor } from '../../../shared/app/monitors/change-monitor.ts'
import { locationsWithNames } from '../../../shared/app/monitors/locations-with-names.ts'
import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import { allowingClear, sidesLeftOpen } from '../../../shared/core/definition/clear-logins.ts'
import { masked } from '../../../shared/core/definition/mistakes/masked.ts'
import { describeProblem, parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { counted } from '../../terminal/counted.ts'
import { placedProblems } from '../../definitions/mistakes-in.ts'
import { placedProblem } from '../../definitions/placed-problem.ts'
import { definitionsIn } from '../../definitions/read-definitions.ts'
import { yamlText } from '../../definitions/write-definitions.ts'
import { type TargetFlags, targetOf } from '../../arguments/target-flags.ts'
import { withOpened } from '../../opened/with-opened.ts'
import { inEditor } from './in-editor.ts'
import { refusalOf, rowOf } from '../../opened/refusals.ts'
import { withField, withoutField } from './set-field.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

type Fields = Readonly<Record<string, unknown>>

/** Opens the table anew: nothing is held while somebody sits before an editor. */
type Open = <T>(use: (opened: Opened) => Promise<T>) => Promise<T>

export interface EditFlags extends TargetFlags {
  set: readonly string[] | undefined
  unset: readonly string[] | undefined
  allowClear: boolean
}

export async function edit(surroundings: Surroundings, flags: EditFlags, monitorId: string): Promise<number> {
  const { set = [], unset = [], allowClear } = flags
  const target = await targetOf(flags, surroundings)
  const open: Open = (use) => withOpened(target, 'there', surroundings, use)
  const byHand = set.length === 0 && unset.length === 0 && !allowClear
  const row = await open(async (opened) => {
    const found = await rowOf(monitorId, opened)
    if (found.managedBy === 'table' || onlyForgets(flags)) return found
    throw new CannotDo(await refusalOf(monitorId, { kind: 'managed-by-stack' }, opened))
  })
  if (byHand) return editByHand(row, open, surroundings)
  if (row.managedBy === 'stack') return forgetTls(row, open, surroundings)
  const changed = unset.reduce(withoutField, set.reduce(withField, row.definition))
  const definition = allowClear ? await allowedClear(row, changed, open) : changed
  const done = await put(row, definition, open)
  if (done.kind === 'mistakes') {
    const details = done.problems.map(describeProblem)
    throw new CannotDo(`${counted(details.length, 'mistake')}: ${monitorId} was not changed`, { details })
  }
  surroundings.out.write(`${monitorId}: ${done.kind}\n`)
  return 0
}

async function editByHand(row: MonitorRow, open: Open, surroundings: Surroundings): Promise<number> {
  const { monitorId } = row
  const done = await inEditor(editorText(row), surroundings, async (text, file) => {
    const read = definitionsIn(text, 'yaml')
    if (!read.ok) return [placedProblem(file, read.line, { path: '', message: read.message })]
    const { written, twice } = read.definitions
    if (!isRecord(written)) return [`${file}: expected the fields of one monitor`]
    if (twice.length > 0) return placedProblems(twice, read.definitions, file)
    const answer = await put(row, written, open)
    if (answer.kind === 'mistakes') return placedProblems(answer.problems, read.definitions, file)
    return answer.kind
  })
  surroundings.out.write(`${monitorId}: ${done}\n`)
  return 0
}

/** A stack's monitor changes in its file; that its server had TLS is no part of it. */
function onlyForgets({ set = [], unset = [], allowClear }: EditFlags): boolean {
  return allowClear && set.length === 0 && unset.length === 0
}

async function forgetTls({ monitorId }: MonitorRow, open: Open, { out }: Surroundings): Promise<number> {
  await open(({ runs }) => runs.dropTlsSeen(monitorId))
  out.write(
    `${monitorId}: Roundtrip no longer remembers that its servers had TLS; whether it logs in without is decided in cdk/monitors.ts (tls: "opportunistic")\n`,
  )
  return 0
}

/** The definition that allows it, after what is known of its servers was forgotten. */
function allowedClear({ monitorId }: MonitorRow, definition: Fields, open: Open): Promise<Fields> {
  return open(async ({ runs, source }) => {
    await runs.dropTlsSeen(monitorId)
    const parsed = parseMonitor(definition, source)
    return parsed.ok ? allowingClear(definition, sidesLeftOpen(parsed.monitor)) : definition
  })
}

/** Puts the definition; throws `CannotDo` when it may not, or when somebody else was faster. */
function put(row: MonitorRow, definition: Fields, open: Open) {
  return open(async (opened) => {
    const { monitors: store, source, builtInSender } = opened
    const known = { builtInSender, ...(await locationsWithNames(opened)) }
    const done = await redefineMonitor(row, definition, { store, source, ...known })
    if ('row' in done || done.kind === 'mistakes') return done
    throw new CannotDo(await refusalOf(row.monitorId, done, opened))
  })
}

function editorText({ monitorId, definition }: MonitorRow): string {
  return [
    `# Monitor ${tameLine(monitorId)}. Save and close to change it; an unchanged text changes nothing.`,
    '# docs/configuration.md explains every field.',
    yamlText(masked(definition)),
  ].join('\n')
}
