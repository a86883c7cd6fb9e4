import { type Reading, field } from './fields.ts'
import { isHostName, isIpv4, isIpv6 } from './host-name.ts'
import { shown } from '../mistakes/shown-value.ts'

/**
 * Line breaks and other control characters: in a name or a login they would begin a line of somebody else's.
 */
const BREAKS_LINES = /[\p{Cc}\p{Zl}\p{Zp}]/u

const TAG = /^[A-Za-z0-9._:/=+@-]{1,64}$/
export const MOST_TAGS = 20

/** One line of text of 1 to `most` characters (code points). */
export function lineOfText(most: number) {
  return field<string>(`one line of text of 1 to ${most} characters`, (value) => isLine(value, most), {
    type: 'string',
    minLength: 1,
    maxLength: most,
  })
}

export function wholeNumber(what: string, least: number, most: number) {
  return field<number>(
    `a whole number of ${what} from ${least} to ${most}`,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
    { type: 'integer', minimum: least, maximum: most },
  )
}

const MONITOR_ID = /^[a-z0-9-]{1,64}$/

export const monitorId = patterned('1 to 64 lower-case letters, digits and hyphens', MONITOR_ID)

const TAG_FORM = '1 to 64 letters, digits and characters of ._:/=+@-'

export const tag = patterned(TAG_FORM, TAG)

/** A tag that stands alone, in no list of a monitor. */
export function readTag(written: string): Reading<string> {
  return TAG.test(written)
    ? { ok: true, value: written }
    : { ok: false, message: `expected ${TAG_FORM}, got ${shown(written)}` }
}

export function isListOfTags(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MOST_TAGS
}

/** What may follow EHLO: a host name, or an address literal (RFC 5321 §4.1.3). */
export const heloName = field<string>(
  'a host name, or an IP address as [192.0.2.1] or [IPv6:2001:db8::1]',
  (value) => typeof value === 'string' && (isHostName(value) || isAddressLiteral(value)),
  { type: 'string' },
)

function patterned(what: string, pattern: RegExp) {
  return field<string>(what, (value) => typeof value === 'string' && pattern.test(value), {
    type: 'string',
    pattern: pattern.source,
  })
}

function isAddressLiteral(text: string): boolean {
  const [, v6, v4 = ''] = /^\[(?:IPv6:([^\]]*)|([^\]]*))\]$/i.exec(text) ?? []
  return v6 === undefined ? isIpv4(v4) : isIpv6(v6)
}

function isLine(value: unknown, most: number): boolean {
  if (typeof value !== 'string' || value.length > 2 * most) return false
  const characters = Array.from(value).length
  return characters >= 1 && characters <= most && !BREAKS_LINES.test(value) && value.isWellFormed()
}
