import { nearestName } from '../../shared/core/definition/mistakes/nearest-name.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'

const NAMES = [
  ...['monitorId', 'name', 'note', 'enabled', 'pausedUntil', 'emailAddress', 'mailbox', 'smtp', 'slow'],
  ...['timeoutSeconds', 'intervalMinutes', 'locations', 'locationMode', 'locationsPerRun', 'alerts', 'tags'],
  ...['maintenance', 'message', 'expect'],
]

/** What AlertSite calls its settings, and what IMAP adds to them, in lower case. Seconds and minutes may follow a number there. */
const ALERTSITE: Readonly<Record<string, string>> = {
  'site name': 'name',
  'email address': 'emailAddress',
  'pop3 server': 'mailbox.server',
  userid: 'mailbox.userid',
  password: 'mailbox.password',
  'smtp server': 'smtp.server',
  timeout: 'timeoutSeconds',
  'check every': 'intervalMinutes',
  'notify on error?': 'alerts',
  'notify on error': 'alerts',
  notes: 'note',
  folder: 'mailbox.folder',
  junk: 'mailbox.junk',
  'junk server': 'mailbox.junkServer',
}

/** What it has besides, which says nothing here, in lower case. */
const SAYS_NOTHING = ['site type', 'site plan']

/** Where it tests from. In lower case throughout, `locations` is a field of ours. */
function isWhereAlertSiteTests(heading: string): boolean {
  return heading === 'Locations' || heading.toLowerCase() === 'monitoring mode'
}

/** A column that is passed over. */
export const LEFT_OUT = Symbol('left out')

/** The column that a heading means: itself, or the field that AlertSite's word for it stands for, if any. */
export function columnOf(heading: string): string | typeof LEFT_OUT {
  const written = heading.trim()
  const word = written.toLowerCase()
  if (SAYS_NOTHING.includes(word) || isWhereAlertSiteTests(written)) return LEFT_OUT
  return Object.hasOwn(ALERTSITE, word) ? (ALERTSITE[word] ?? written) : written
}

const THEIR_LOCATIONS =
  "ignored, because AlertSite's locations are not yours (set locations and locationMode instead)"

/** What was made of headings that are no column of ours: a line for those read, one for each reason to ignore. */
export function remarksOn(headings: readonly string[]): string[] {
  const read: string[] = []
  const leftOut: string[] = []
  const elsewhere: string[] = []
  for (const heading of headings) {
    const column = columnOf(heading)
    if (column === LEFT_OUT)
      (isWhereAlertSiteTests(heading.trim()) ? elsewhere : leftOut).push(shown(heading.trim()))
    else if (column !== heading.trim()) read.push(`${shown(heading.trim())} was read as ${column}`)
  }
  return [
    ...(read.length > 0 ? [read.join(', ')] : []),
    ...(leftOut.length > 0 ? [`ignored, because no monitor has it: ${leftOut.join(', ')}`] : []),
    ...(elsewhere.length > 0 ? [`${THEIR_LOCATIONS}: ${elsewhere.join(', ')}`] : []),
  ]
}

/** `300 seconds` as `300`, `10 minutes` as `10`, `Yes` to alerts as the policy; every other cell as it is. */
export function cellIn(column: string, cell: string): string {
  if (column === 'alerts' && /^(?:yes|no)$/i.test(cell)) return `[{"onError":${/^yes$/i.test(cell)}}]`
  const isTime = column === 'timeoutSeconds' || column === 'intervalMinutes'
  return isTime ? cell.replace(/^(\d+) (?:seconds?|minutes?)$/i, '$1') : cell
}

/** One sentence on the headings that no field has, all of them at once; `undefined` when there are none. */
export function unknownColumns(columns: readonly string[]): string | undefined {
  const unknown = columns.filter((column) => column !== '' && !NAMES.includes(column.split('.')[0] ?? ''))
  if (unknown.length === 0) return undefined
  // A file without headings may have a password in its first line.
  if (unknown.length === columns.length)
    return 'the first line must name the columns, for example monitorId,emailAddress,mailbox.server; none of these is one'
  const each = unknown.map((column) => {
    const near = column.toLowerCase() === 'id' ? 'monitorId' : nearestName(column, NAMES)
    return near === undefined ? shown(column) : `${shown(column)} (did you mean ${near}?)`
  })
  return `the first line has unknown columns: ${each.join(', ')}`
}
