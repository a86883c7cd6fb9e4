/** What stands in one cell. */
export type Cell = string | number | undefined

/** CSV with a heading (RFC 4180). What somebody wrote cannot be taken for a formula by whoever opens the file. */
export function csvOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('')
}

function cellText(cell: Cell): string {
  const text = String(cell ?? '')
  const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The same as a file. */
export function csvFile(head: readonly string[], rows: readonly (readonly Cell[])[]): Blob {
  return new Blob([csvOf(head, rows)], { type: 'text/csv;charset=utf-8' })
}
