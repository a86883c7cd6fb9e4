/** All that is looked for, of all secrets together. */
export interface Spellings {
  /** In lower case; found anywhere in a text. */
  plain: Set<string>
  /** One character an octet; found anywhere in what base64 decodes to. */
  octets: Set<string>
}

/**
 * From this length on a secret is hidden wherever it occurs; shorter ones are in half the words of any
 * language, and stand for nothing.
 */
const MIN_LENGTH = 4

/** Adds every spelling of a secret to those that are looked for. */
export function spellingsOf(secret: string, known: Spellings): void {
  for (const form of formsOf(secret)) {
    for (const text of writingsOf(form)) {
      if (text.length >= MIN_LENGTH) known.plain.add(lowerAscii(text))
    }
    for (const octets of octetsOf(form)) {
      if (octets.length >= MIN_LENGTH) known.octets.add(octets)
    }
  }
}

/** Letters A to Z in lower case and nothing else changed, so that every place stays where it is. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/**
 * As it is; as a client sends it that trims blanks, or that reads a value which was stored with a line break
 * at its end.
 */
export function formsOf(secret: string): Set<string> {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim())
  return new Set([secret, ...lines].filter((form) => form !== ''))
}

/**
 * In text: as it is, as UTF-8 read one character an octet, percent-encoded (RFC 3986 §2.1), inside a JSON or
 * quoted string.
 */
function writingsOf(form: string): Set<string> {
  return new Set([
    form,
    utf8Of(form),
    encodeURIComponent(form.toWellFormed()),
    JSON.stringify(form).slice(1, -1),
  ])
}

/** On the wire: UTF-8, and Latin-1 where that can hold it. */
function octetsOf(form: string): Set<string> {
  return new Set(/[^\0-\xff]/.test(form) ? [utf8Of(form)] : [utf8Of(form), form])
}

/** As UTF-8, one character an octet. */
export function utf8Of(form: string): string {
  return Array.from(new TextEncoder().encode(form), (octet) => String.fromCharCode(octet)).join('')
}

/** Those in which a letter is one octet, and that mail servers of some countries still speak. */
const CHARSETS = [
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256'],
  ...['windows-1257', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15'],
  ...['koi8-r', 'koi8-u', 'ibm866', 'macintosh'],
]
let tables: ReadonlyMap<string, string>[] | undefined

/** In each of these character sets that has all its letters, one character an octet; none for ASCII alone. */
export function singleOctetsOf(form: string): string[] {
  if (!/[^\0-\x7f]/.test(form)) return []
  tables ??= CHARSETS.map(octetsByLetter)
  const spelt = tables.map((table) =>
    Array.from(form, (char) => (char < '\x80' ? char : (table.get(char) ?? '\0'))),
  )
  return [...new Set(spelt.filter((chars) => !chars.includes('\0')).map((chars) => chars.join('')))]
}

function octetsByLetter(charset: string): ReadonlyMap<string, string> {
  const decoder = new TextDecoder(charset)
  const octets = Array.from({ length: 0x80 }, (_, index) => 0x80 + index)
  return new Map(octets.map((octet) => [decoder.decode(Uint8Array.of(octet)), String.fromCharCode(octet)]))
}
