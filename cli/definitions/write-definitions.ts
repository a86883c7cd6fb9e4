import { Document, visit } from 'yaml'

import { HOSTILE, tameJson } from '../../shared/core/redaction/tame.ts'
import { csvOf } from './csv-rows.ts'
import { inReadingOrder } from './field-order.ts'
import type { TextFormat } from './read-definitions.ts'

type Fields = Readonly<Record<string, unknown>>

/** A list of definitions as a file; reading it gives the same definitions. */
export function definitionsText(definitions: readonly Fields[], format: TextFormat): string {
  switch (format) {
    case 'yaml':
      return yamlText(definitions)
    case 'json':
      return jsonText(inReadingOrder(definitions))
    case 'csv':
      return csvOf(definitions)
    default:
      return format satisfies never
  }
}

/**
 * A value as YAML that any reader of YAML 1.2 understands, fields in reading order, nothing shared by
 * anchors. Characters that could steer a terminal are escaped, so that it may be shown as well as read.
 */
export function yamlText(value: unknown): string {
  const document = new Document(inReadingOrder(value), { version: '1.2', aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_key, node) {
      // Only in double quotes can characters be escaped. With its class, `search` starts afresh where `test`
      // would go on.
      if (typeof node.value === 'string' && node.value.search(HOSTILE) >= 0) node.type = 'QUOTE_DOUBLE'
    },
  })
  const text = document.toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })
  return text.replace(HOSTILE, (char) =>
    char === '\n' ? char : `\\U${codeOf(char).toString(16).padStart(8, '0')}`,
  )
}

/** A value as JSON, with the same care. */
export function jsonText(value: unknown): string {
  return `${tameJson(JSON.stringify(value, undefined, 2))}\n`
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0
}
