import type { Entry, Owner } from '../../../shared/app/monitors/change-maintenance.ts'
import { listMaintenance, listedWindows } from '../../../shared/app/monitors/list-maintenance.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import { rowOf } from '../../opened/refusals.ts'
import type { Opened } from '../../opened/opened.ts'
import { onTarget } from '../../opened/on-target.ts'
import { printJson } from '../../terminal/answer.ts'
import { aside } from '../../terminal/output.ts'
import { type Column, printColumns } from '../../terminal/columns.ts'
import { writeHeading } from '../../terminal/words.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { ownerWords } from './owner-words.ts'
import { shortWhenWords, windowWords } from './window-words.ts'

/** Longest cell: a row that was typed by hand may hold anything. */
const MOST_SHOWN = 120

export interface ListFlags extends TargetFlags {
  json: boolean
}

export const list = onTarget<ListFlags, string[]>(
  'there',
  async (opened, { out, err, clock }, { json }, ...monitorIds) => {
    for (const monitorId of monitorIds) await rowOf(monitorId, opened)
    const owned = await listMaintenance(opened, monitorIds.length > 0 ? monitorIds : undefined)
    const now = clock.now()
    if (json) printJson(out, 'roundtrip.maintenance/1', { items: listedWindows(owned, now) })
    else if (owned.length === 0)
      aside({ out, err }).write(`There are no maintenance windows ${placeWords(monitorIds, opened)}.\n`)
    else {
      writeHeading(out, opened.place)
      printColumns(
        out,
        columnsAt(now),
        owned.flatMap(({ owner, entries }) => entries.map((entry) => ({ owner, ...entry }))),
      )
    }
    return 0
  },
)

function placeWords(monitorIds: readonly string[], { place }: Opened): string {
  return monitorIds.length > 0 ? `of ${monitorIds.join(', ')}` : `in ${place}`
}

type OwnedEntry = Entry & { owner: Owner }

function columnsAt(now: EpochMs): Column<OwnedEntry>[] {
  const column = (name: string, shown: (entry: OwnedEntry) => string): Column<OwnedEntry> => ({
    name,
    shown: (entry) => tameLine(shown(entry), MOST_SHOWN),
  })
  return [
    column('OWNER', ({ owner }) => ownerWords(owner)),
    column('NO', ({ number }) => String(number)),
    { ...column('MODE', ({ window }) => window?.mode ?? ''), spare: 3 },
    { ...column('WINDOW', writtenWords), isProse: true },
    {
      ...column('NEXT', ({ window }) => (window ? shortWhenWords(window, now) : '')),
      isProse: true,
      spare: 2,
    },
    { ...column('NOTE', ({ window }) => window?.note ?? ''), isProse: true, spare: 1 },
  ]
}

function writtenWords({ window, problems }: OwnedEntry): string {
  if (window) return windowWords(window)
  return `misconfigured: ${describeProblems(problems).replaceAll('\n', '; ')}`
}
