import { type Reading, taken } from './fields.ts'
import { isHostName } from './host-name.ts'
import { shown } from '../mistakes/shown-value.ts'

/** A dot-atom (RFC 5322 §3.2.3): nothing that would need quotes in an SMTP envelope. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

/**
 * An ASCII `local@domain` that is safe as it stands in MAIL FROM, RCPT TO and a header: no quotes, comments,
 * spaces, angle brackets or address literals; 64 and 254 characters at most (RFC 5321 §4.5.3.1).
 */
export function readEmailAddress(written: unknown): Reading<string> {
  const refuse = (why: string): Reading<never> => ({
    ok: false,
    message: `expected an address as name@example.com, got ${shown(written)}${why}`,
  })
  if (typeof written !== 'string') return refuse('')
  if (written.length > 254) return refuse('; an address has at most 254 characters')
  const [, local = '', domain = ''] = /^([^@]*)@([^@]*)$/.exec(written) ?? []
  if (local.length > 64) return refuse('; at most 64 characters may precede the "@"')
  if (/[\u0080-\u{10ffff}]/u.test(written)) {
    return refuse('; letters beyond ASCII are not available yet in addresses')
  }
  if (!LOCAL_PART.test(local) || !isHostName(domain)) return refuse('')
  return { ok: true, value: written }
}

export const emailAddress = taken(readEmailAddress, { type: 'string', maxLength: 254 })
