import { overview } from '../../../shared/app/history/views/overview.ts'
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
import { aside } from '../../terminal/output.ts'
import { printTable } from '../../terminal/table.ts'
import { type Words, writeHeading } from '../../terminal/words.ts'
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

const HEADING = ['id', 'health', 'name', 'managed by', 'every', 'state', 'address', 'mailbox server']

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
    overview(viewPorts(opened, clock)),
  ])
  const healths = new Map(health.monitors.map((one) => [one.monitorId, one]))
  const listed = rows.map((row) => ({
    row,
    condition: conditionOf(row.definition, sourceIn(opened, row), now),
    maintenance: holding.get(row.monitorId),
    anyHost: anyHost.has(row.monitorId),
    health: healths.get(row.monitorId),
  }))
  if (json) out.write(jsonText({ schema: 'roundtrip.monitors/1', monitors: listed.map(jsonOf) }))
  else if (listed.length === 0) aside({ out, err }).write(`There are no monitors in ${place}.\n`)
  else {
    writeHeading(out, place)
    printTable(
      out,
      HEADING,
      listed.map((one) => cellsOf(one, source)),
    )
    aside({ out, err }).write(clearNote(listed))
  }
  const old = source === 'local-table' ? environmentRows(rows.filter((row) => !opened.isOwn?.(row))) : []
  if (old.length > 0) err.write(`roundtrip: ${environmentWords(firstOf(old.map((id) => tameLine(id))))}\n`)
  return 0
})

/** Who may say a password in the clear, whoever wrote that: an upgrade may have. */
function clearNote(listed: readonly ListedRow[]): string {
  const ids = listed.flatMap(({ row, condition: { monitor } }) =>
    monitor && sidesAllowedClear(monitor).length > 0 ? [tameLine(row.monitorId, MOST_SHOWN)] : [],
  )
  if (ids.length === 0) return ''
  return `May log in without TLS, where anyone in between can read the password: ${firstOf(ids)}\n`
}

function cellsOf(listed: ListedRow, source: DefinitionSource): Words[] {
  const { row, condition, health } = listed
  const { name = '', emailAddress, intervalMinutes, mailbox } = masked(row.definition)
  const minutes = condition.monitor?.intervalMinutes ?? intervalMinutes
  const [id = '', ...others] = [
    row.monitorId,
    cell(name),
    row.managedBy === 'stack' && source === 'local-table' ? 'file' : row.managedBy,
    minutes === undefined ? '' : `${cell(minutes)} min`,
    stateWords(listed),
    cell(emailAddress),
    cell(isRecord(mailbox) ? mailbox.server : undefined),
  ].map((text) => tameLine(text, MOST_SHOWN))
  return [id, health ? healthWords(health) : '', ...others]
}

function cell(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
