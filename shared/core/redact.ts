/** What stands in the place of a secret. */
export const SECRET_MARK = '<secret>'

export interface Redactor {
  /** Hides this secret from now on; an empty one is skipped. */
  hide(secret: string): void
  apply(text: string): string
}

/** Fewest base64 digits that are still looked for: shorter ones occur in ordinary text. */
const MIN_BASE64 = 4

/**
 * Replaces secrets in every spelling in which a mail dialogue can show them: plain, base64 alone, and base64 with
 * anything before it (AUTH PLAIN puts `\0user\0` in front, RFC 4616), which shifts its digits by one or two octets.
 */
export function redactor(): Redactor {
  const spellings = new Set<string>()
  let longestFirst: readonly string[] = []
  return {
    hide(secret) {
      if (secret === '') return
      for (const spelling of spellingsOf(secret)) spellings.add(spelling)
      longestFirst = [...spellings].sort((a, b) => b.length - a.length)
    },
    apply(text) {
      return longestFirst.reduce((done, spelling) => done.replaceAll(spelling, SECRET_MARK), text)
    },
  }
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8')
  const encoded = [0, 1, 2]
    .map((offset) => base64At(bytes, offset))
    .filter((text) => text.length >= MIN_BASE64)
  return [secret, bytes.toString('latin1'), bytes.toString('base64'), ...encoded]
}

/** The base64 digits that depend on the secret alone when `offset` octets (mod 3) stand before it and any number after. */
function base64At(bytes: Buffer, offset: number): string {
  const digits = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replaceAll('=', '')
  const first = Math.ceil((offset * 8) / 6)
  const whole = Math.floor(((offset + bytes.length) * 8) / 6)
  return digits.slice(first, whole)
}
