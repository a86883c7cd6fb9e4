/**
 * JSON of anybody's; `undefined`: it is none. It throws nothing: the message of `JSON.parse` quotes what could not be
 * read, which may be a secret. A byte order mark before it does no harm.
 */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}
