import { stringify } from 'csv-stringify/sync'

import { tameJson, tameLines } from '../../../shared/core/redaction/tame.ts'
import type { Output } from '../../terminal/output.ts'

/** What stands in one column; lists are joined by blanks. */
export type Field = string | number | boolean | readonly string[] | undefined
export type Fields = Readonly<Record<string, Field>>

export type Format = 'csv' | 'json'

/**
 * Writes one record after the other as it comes: CSV with a heading (RFC 4180), or one JSON array. Each has the
 * named fields. What a server said cannot be taken for a formula by whoever opens the file.
 */
export async function writeRecords(
  out: Output,
  format: Format,
  names: readonly string[],
  records: AsyncIterable<Fields> | Iterable<Fields>,
): Promise<void> {
  // What could steer a terminal is made visible there, and only there.
  const raw = (text: string) => (out.isTerminal ? out.write(tameLines(text)) : (out.raw ?? out.write)(text))
  const isRead = () => out.ready?.() ?? true
  if (format === 'csv') {
    raw(stringify([names]))
    for await (const record of records) {
      if (!(await isRead())) return
      raw(stringify([names.map((name) => cellOf(record[name]))], { escape_formulas: true }))
    }
    return
  }
  let begin = '['
  for await (const record of records) {
    if (!(await isRead())) return
    out.write(`${begin}\n${tameJson(JSON.stringify(record, [...names]))}`)
    begin = ','
  }
  out.write(begin === '[' ? '[]\n' : '\n]\n')
}

function cellOf(field: Field): string {
  if (field === undefined) return ''
  return typeof field === 'object' ? field.join(' ') : String(field)
}
