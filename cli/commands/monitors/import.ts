import {
  type ImportPlan,
  type ImportReport,
  carryOut,
  planImport,
} from '../../../shared/app/monitors/import-monitors.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import { CannotDo } from '../../opened/cannot-do.ts'
import { exist } from '../../terminal/counted.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import type { TextFormat } from '../../definitions/read-definitions.ts'
import { onTarget } from '../../opened/on-target.ts'
import { leftOpen, mayBeClear, withClear } from './clear-logins.ts'
import { readFileOf } from './read-file.ts'
import { belongsToTheFile } from '../../opened/refusals.ts'
import { storeProblem } from '../../opened/store-problem.ts'
import type { Opened } from '../../opened/opened.ts'
import type { Surroundings } from '../../surroundings.ts'

const DONE = { added: 'added', updated: 'updated' }
const WOULD = { added: 'would add', updated: 'would update' }

export interface ImportFlags extends TargetFlags {
  replace: boolean
  dryRun: boolean
  allowClear: boolean
  format: TextFormat | undefined
}

export const importFile = onTarget<ImportFlags, [file: string]>(
  'made',
  async (opened, surroundings, flags, file) => {
    const { replace, dryRun, allowClear, format } = flags
    const definitions = await readFileOf(file, format, opened, surroundings)
    const rows = await opened.monitors.list()
    const asWritten = planImport(definitions, rows)
    refuseStackMonitors(asWritten, opened)
    if (asWritten.updated.length > 0 && !replace) {
      const ids = asWritten.updated.map(({ row }) => row.monitorId)
      throw new CannotDo(
        `${firstOf(ids)} ${exist(ids)} already in ${opened.place}, with a different definition: nothing was written; --replace changes it`,
      )
    }
    const open = leftOpen(asWritten, opened, allowClear ? rows : [])
    const { ask, err } = surroundings
    const asking = { err, ...(ask && !dryRun && { ask }) }
    const clear = await mayBeClear(open, allowClear, asking)
    const plan = clear ? planImport(withClear(definitions, open, opened), rows) : asWritten
    if (dryRun) {
      const idsIn = (writes: ImportPlan['added']) => writes.map(({ row }) => row.monitorId)
      tell(surroundings, { added: idsIn(plan.added), updated: idsIn(plan.updated) }, plan.unchanged, WOULD)
      return 0
    }
    if (clear) for (const monitorId of open) await opened.runs.dropTlsSeen(monitorId)
    return write(plan, opened, surroundings)
  },
)

/** Ids of the stack's file are refused before anything is written. */
function refuseStackMonitors({ managedByStack }: ImportPlan, opened: Opened): void {
  if (managedByStack.length === 0) return
  const each = managedByStack.length === 1 ? '' : 'each of these '
  throw new CannotDo(`${firstOf(managedByStack)}: ${each}${belongsToTheFile(opened)}; nothing was written`)
}

/** Writes what is planned and says what was done; where it had to stop, every row that was written. */
export async function write(plan: ImportPlan, opened: Opened, surroundings: Surroundings): Promise<number> {
  const { added, updated, failed } = await carryOut(plan, opened.monitors)
  if (failed.length === 0) {
    tell(surroundings, { added, updated }, plan.unchanged)
    return 0
  }
  const written = [...added, ...updated]
  const all = plan.added.length + plan.updated.length
  surroundings.err.write(
    `roundtrip: stopped: ${whyStopped(failed, opened, surroundings)}; ${written.length} of ${all} were written` +
      `${written.length > 0 ? ` (${written.join(', ')})` : ''}, and running it again goes on\n`,
  )
  return 1
}

function whyStopped(
  failed: ImportReport['failed'],
  { place, stackName }: Opened,
  { needs }: Surroundings,
): string {
  const [first, ...more] = failed.map(({ monitorId, error }) => {
    if (error === undefined) return `somebody else has changed ${monitorId} meanwhile`
    const problem = storeProblem(error, place, { stackName, needs })
    if (problem === undefined) throw new Error(`${monitorId} was not written`, { cause: error })
    return `${monitorId}: ${problem}`
  })
  return `${first ?? ''}${more.length > 0 ? `, and ${more.length} more` : ''}`
}

function tell(
  { out }: Surroundings,
  { added, updated }: Pick<ImportReport, 'added' | 'updated'>,
  unchanged: readonly string[],
  words = DONE,
): void {
  const lines = [
    ...(added.length > 0 ? [`${words.added} ${added.length}: ${firstOf(added)}`] : []),
    ...(updated.length > 0 ? [`${words.updated} ${updated.length}: ${firstOf(updated)}`] : []),
    ...(unchanged.length > 0 ? [`unchanged ${unchanged.length}: ${firstOf(unchanged)}`] : []),
  ]
  out.write(lines.length > 0 ? `${lines.join('\n')}\n` : 'The file contains no monitors.\n')
}
