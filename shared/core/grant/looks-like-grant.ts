import { isRecord } from '../definition/fields/fields.ts'
import { parsedJson } from '../redaction/parsed-json.ts'

/** A password may begin with a brace too. */
const NAMES_A_FIELD =
  /["'](?:grant|type|tenant|client_?id|client_?secret|private_?key|refresh_?token)["']\s*:/i

/** Whether text that is to be stored is meant as a grant, right or wrong, and not as a password. */
export function looksLikeGrant(text: string): boolean {
  const isObject = /^[\s\uFEFF]*\{/.test(text) && (NAMES_A_FIELD.test(text) || isRecord(parsedJson(text)))
  return isObject || /-----BEGIN [A-Z ]+-----/.test(text) || /[\r\n]/.test(text.trim())
}
