import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import { monitorsNow } from '../../../shared/app/history/views/overview.ts'
import { sidesAllowedClear } from '../../../shared/core/definition/clear-logins.ts'
import { conditionOf } from '../../../shared/core/definition/condition.ts'
import { environmentRows, environmentWords } from '../../../shared/core/definition/environment-rows.ts'
import type { DefinitionSource } from '../../../shared/core/definition/monitor.ts'
import { masked } from '../../../shared/core/definition/mistakes/masked.ts'
import { isRecord } from '../../../shared/core/definition/fields/fields.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import { jsonText } from '../../definitions/write-definitions.ts'
import { healthWords } from '../../terminal/health-words.ts'
import { printColumns, type Column } from '../../terminal/columns.ts'
import { type Output, aside } from '../../terminal/output.ts'
import { writeHeading, writeRemark } from '../../terminal/words.ts'
import type { TargetFlags } from '../../arguments/target-flags.ts'
import { onTarget } from '../../opened/on-target.ts'
import { viewPorts } from '../../opened/on-view.ts'
import { saidToAnyHost } from './any-host.ts'
import { stateWords } from './condition-words.ts'
import { holdingWindows } from './holding-windows.ts'
import { type ListedRow, jsonOf } from './row-json.ts'
import { sourceIn } from '../../opened/opened.ts'

/** Longest cell: a row that was typed by hand may hold anything. */
const MOST_SHOWN = 60

export interface ListFlags extends TargetFlags {
  json: boolean
}

export const list = onTarget('there', async (opened, { out, err, clock }, { json }: ListFlags) => {
  const { monitors, runs, source, place } = opened
  const now = clock.now()
  const rows = (await monitors.list()).sort((a, b) => (a.monitorId < b.monitorId ? -1 : 1))
  const [holding, anyHost, health] = await Promise.all([
    holdingWindows(rows, { runs }, now),
    saidToAnyHost(rows, opened),
    monitorsNow(rows, viewPorts(opened, clock), now),
  ])
  const healths = new Map(health.map((one) => [one.monitorId, one]))
  const listed = rows.map((row) => ({
    row,
    condition: conditionOf(row.definition, sourceIn(opened, row), now, opened),
    maintenance: holding.get(row.monitorId),
    anyHost: anyHost.has(row.monitorId),
    health: healths.get(row.monitorId),
  }))
  if (json) out.write(jsonText({ schema: 'roundtrip.monitors/1', monitors: listed.map(jsonOf) }))
  else if (listed.length === 0) aside({ out, err }).write(`There are no monitors in ${place}.\n`)
  else {
    writeHeading(out, place)
    printColumns(out, columnsOf(listed, source), listed)
    writeClearNote(aside({ out, err }), listed)
  }
  const old = source === 'local-table' ? environmentRows(rows.filter((row) => !opened.isOwn?.(row))) : []
  if (old.length > 0) err.write(`roundtrip: ${environmentWords(firstOf(old.map((id) => tameLine(id))))}\n`)
  return 0
})

/** Who may say a password in the clear, whoever wrote that: an upgrade may have. */
function writeClearNote(out: Output, listed: readonly ListedRow[]): void {
  const ids = listed.flatMap(({ row, condition: { monitor } }) =>
    monitor && sidesAllowedClear(monitor).length > 0 ? [tameLine(row.monitorId, MOST_SHOWN)] : [],
  )
  if (ids.length === 0) return
  writeRemark(out, `May log in without TLS, so the password can be read on the network: ${firstOf(ids)}`)
}

function columnsOf(listed: readonly ListedRow[], source: DefinitionSource): Column<ListedRow>[] {
  const field = (name: string, spare: number, of: (listed: ListedRow) => unknown): Column<ListedRow> => ({
    name,
    shown: (one) => tameLine(cell(of(one)), MOST_SHOWN),
    spare,
  })
  const written = ({ row }: ListedRow) => masked(row.definition)
  const isCalled = (one: ListedRow) => ![undefined, one.row.monitorId].includes(nameIn(one))
  return [
    { name: 'MONITOR', shown: ({ row }) => tameLine(row.monitorId, MOST_SHOWN) },
    { name: 'HEALTH', shown: ({ health }) => (health ? healthWords(health) : '') },
    { ...field('NAME', 5, nameIn), isProse: true, isHidden: !listed.some(isCalled) },
    field('MANAGED BY', 3, ({ row }) => managerOf(row, source)),
    field('EVERY', 2, (one) => {
      const minutes = one.condition.monitor?.intervalMinutes ?? written(one).intervalMinutes
      return minutes === undefined ? '' : `${cell(minutes)} min`
    }),
    { name: 'STATE', shown: (one) => tameLine(stateWords(one), MOST_SHOWN), isProse: true },
    { ...field('ADDRESS', 4, (one) => written(one).emailAddress), isProse: true },
    field('MAILBOX SERVER', 1, (one) => {
      const { mailbox } = written(one)
      return isRecord(mailbox) ? mailbox.server : undefined
    }),
  ]
}

function nameIn({ row: { definition } }: ListedRow): string | undefined {
  const { name } = masked(definition)
  return name === undefined ? undefined : cell(name)
}

/** As `table`, `stack`, `file`: where the definition is changed. */
export function managerOf({ managedBy }: Pick<MonitorRow, 'managedBy'>, source: DefinitionSource): string {
  return managedBy === 'stack' && source === 'local-table' ? 'file' : managedBy
}

function cell(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
