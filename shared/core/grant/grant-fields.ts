import * as v from 'valibot'

import { type Reading, taken } from '../definition/fields/fields.ts'
import { isHostName, isLoopback } from '../definition/fields/host-name.ts'
import { readInstant } from '../definition/fields/instant.ts'
import { kindOf } from '../definition/mistakes/shown-value.ts'
import type { EpochMs } from '../time/units.ts'
import { CLOUD_NAMES } from './grant-endpoints.ts'
import { isPlaceholder } from './grant-pem.ts'
import type { Cloud, Provider } from './grant.ts'
import { LONGEST_TOKEN } from './token.ts'

// Any field may hold the secret by mistake: no message of these repeats a value.

export const clientId = text('1 to 255 characters without spaces', /^[\x21-\x7E]{1,255}$/)
export const clientSecret = text(
  '1 to 1024 printable characters without spaces around them',
  /^(?! )[\x20-\x7E]{1,1024}(?<! )$/,
)
export const refreshToken = text(
  `1 to ${LONGEST_TOKEN} characters without spaces`,
  new RegExp(`^[\\x21-\\x7E]{1,${LONGEST_TOKEN}}$`),
)
/** RFC 6749 §3.3 */
export const scope = text(
  'scopes with a space between them, at most 2000 characters',
  /^(?! )[\x20\x21\x23-\x5B\x5D-\x7E]{1,2000}(?<! )$/,
)
export const keyId = text('1 to 255 characters without spaces', /^[\x21-\x7E]{1,255}$/)
export const mailAddress = text('an email address', /^[^\s@]{1,64}@[^\s@]{1,255}$/)
export const tenant = taken<string>((written) =>
  typeof written === 'string' && isHostName(written)
    ? { ok: true, value: written.toLowerCase() }
    : refused('the ID of the tenant, or a domain of it, as contoso.onmicrosoft.com', written),
)

export const cloud = oneOf<Cloud>(CLOUD_NAMES)
export const provider = oneOf<Provider>(['microsoft', 'google', 'other'])

/** What Google's file holds beside what is needed of it. */
export const ignored = v.optional(v.unknown())

/** When a secret ends; of a day, its beginning in UTC: rather warned too soon. */
export const end = taken<EpochMs>((written) => {
  const isDay = typeof written === 'string' && /^\d{4}-\d\d-\d\d$/.test(written)
  const reading = readInstant(isDay ? `${written}T00:00:00Z` : written)
  return reading.ok ? reading : refused('a day or an instant, as 2027-05-31 or 2027-05-31T12:00:00Z', written)
})

export const past = taken<EpochMs>((written) => {
  const reading = readInstant(written)
  return reading.ok ? reading : refused('an instant, as 2026-11-30T12:00:00Z', written)
})

/** Tokens and secrets go there: encrypted, or on this machine. */
export const tokenEndpoint = taken<string>((written) => {
  const url =
    typeof written === 'string' && written.length <= 2048 && URL.canParse(written) && new URL(written)
  if (!url || url.username || url.password || url.hash) return refused('an https:// address', written)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(host))) {
    return { ok: true, value: url.href }
  }
  return refused('an https:// address (http:// for this machine alone)', written)
})

function text(what: string, pattern: RegExp) {
  return taken<string>((written) =>
    typeof written === 'string' && pattern.test(written)
      ? { ok: true, value: written }
      : refused(what, written),
  )
}

function oneOf<T extends string>(names: readonly T[]) {
  return taken<T>((written) => {
    const value = names.find((name) => name === written)
    return value === undefined
      ? refused(names.map((name) => `"${name}"`).join(' or '), written)
      : { ok: true, value }
  })
}

/** "got text" helps nobody where text was expected. */
function refused(what: string, written: unknown): Reading<never> {
  const got = typeof written === 'string' ? textKind(written) : kindOf(written)
  return { ok: false, message: `expected ${what}, got ${got}` }
}

function textKind(written: string): string {
  if (written === '') return 'empty text'
  return isPlaceholder(written) ? 'a placeholder' : 'other text'
}
