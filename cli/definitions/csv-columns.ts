import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'

const NAMES = [
  ...['monitorId', 'name', 'note', 'enabled', 'pausedUntil', 'emailAddress', 'mailbox', 'smtp', 'slow'],
  ...['timeoutSeconds', 'intervalMinutes', 'locations', 'locationMode', 'alerts', 'tags', 'maintenance'],
  ...['message', 'expect'],
]

/** What AlertSite calls its settings, in lower case. Seconds and minutes may follow a number there. */
const ALERTSITE: Readonly<Record<string, string>> = {
  'site name': 'name',
  'email address': 'emailAddress',
  'pop3 server': 'mailbox.server',
  userid: 'mailbox.userid',
  password: 'mailbox.password',
  'smtp server': 'smtp.server',
  timeout: 'timeoutSeconds',
  'check every': 'intervalMinutes',
}

/** The column that a heading means: itself, or the field that AlertSite's word for it stands for. */
export function columnOf(heading: string): string {
  const written = heading.trim()
  const word = written.toLowerCase()
  return Object.hasOwn(ALERTSITE, word) ? (ALERTSITE[word] ?? written) : written
}

/** `300 seconds` as `300`, `10 minutes` as `10`; every other cell as it is. */
export function cellIn(column: string, cell: string): string {
  const isTime = column === 'timeoutSeconds' || column === 'intervalMinutes'
  return isTime ? cell.replace(/^(\d+) (?:seconds?|minutes?)$/i, '$1') : cell
}

/** One sentence on the headings that no field has, all of them at once; `undefined` when there are none. */
export function unknownColumns(columns: readonly string[]): string | undefined {
  const unknown = columns.filter((column) => column !== '' && !NAMES.includes(column.split('.')[0] ?? ''))
  if (unknown.length === 0) return undefined
  // A file without headings may have a password in its first line.
  if (unknown.length === columns.length)
    return 'the first line names the columns, as monitorId,emailAddress,mailbox.server; none of these is one'
  const each = unknown.map((column) => {
    const near = column.toLowerCase() === 'id' ? 'monitorId' : nearestName(column, NAMES)
    return near === undefined ? shown(column) : `${shown(column)} (did you mean ${near}?)`
  })
  return `the first line names columns that no monitor has: ${each.join(', ')}`
}
