/** All that is looked for, of all secrets together. */
export interface Spellings {
  /** In lower case; found anywhere in a text. */
  plain: Set<string>
  /** Too short for that: found only as whole words. */
  words: Set<string>
  /** One character an octet; found anywhere in what base64 decodes to. */
  octets: Set<string>
  /** Too short for that: found only as one whole field of it. */
  fields: Set<string>
}

/** From this length on a secret is hidden wherever it occurs; shorter ones are in half the words of any language. */
const MIN_LENGTH = 4

/** Adds every spelling of a secret to those that are looked for. */
export function spellingsOf(secret: string, known: Spellings): void {
  for (const form of formsOf(secret)) {
    for (const text of writingsOf(form)) {
      if (text.length >= MIN_LENGTH) known.plain.add(lowerAscii(text))
      else known.words.add(text)
    }
    for (const octets of octetsOf(form)) {
      if (octets.length >= MIN_LENGTH) known.octets.add(octets)
      else known.fields.add(octets)
    }
  }
}

/** Letters A to Z in lower case and nothing else changed, so that every place stays where it is. */
export function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

/** As it is; as a client sends it that trims blanks, or that reads a value which was stored with a line break at its end. */
function formsOf(secret: string): Set<string> {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim())
  return new Set([secret, ...lines].filter((form) => form !== ''))
}

/** In text: as it is, as UTF-8 read one character an octet, percent-encoded (RFC 3986 §2.1), inside a JSON or quoted string. */
function writingsOf(form: string): Set<string> {
  const octets = Buffer.from(form, 'utf8')
  return new Set([
    form,
    octets.toString('latin1'),
    encodeURIComponent(octets.toString('utf8')),
    JSON.stringify(form).slice(1, -1),
  ])
}

/** On the wire: UTF-8, and Latin-1 where that can hold it. */
function octetsOf(form: string): Set<string> {
  const utf8 = Buffer.from(form, 'utf8').toString('latin1')
  const isLatin1 = Buffer.from(form, 'latin1').toString('latin1') === form
  return new Set(isLatin1 ? [utf8, form] : [utf8])
}
