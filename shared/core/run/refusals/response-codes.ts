import type { Reason } from '../statuses.ts'

/**
 * What a response code says of a mailbox; `transient`: a later try within the same run may well be granted.
 */
interface Meaning {
  reason: Reason
  transient?: true
}

/**
 * Response codes of POP3 (RFC 2449 §8, RFC 3206) and IMAP (RFC 5530 §3), in upper case and without brackets.
 * A code is also known by what stands before its first slash: `SYS/TEMP/DISK` is `SYS/TEMP`, `SYS/ODD` is
 * `SYS`.
 */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  'IN-USE': { reason: 'mailbox-locked', transient: true },
  INUSE: { reason: 'mailbox-locked', transient: true },
  'LOGIN-DELAY': { reason: 'mailbox-login-delay', transient: true },
  'SYS/TEMP': { reason: 'mailbox-unavailable', transient: true },
  SYS: { reason: 'mailbox-unavailable' },
  UNAVAILABLE: { reason: 'mailbox-unavailable', transient: true },
  EXPUNGEISSUED: { reason: 'mailbox-unavailable', transient: true },
  SERVERBUG: { reason: 'mailbox-unavailable' },
  CORRUPTION: { reason: 'mailbox-unavailable' },
  OVERQUOTA: { reason: 'mailbox-unavailable' },
  LIMIT: { reason: 'mailbox-unavailable' },
  THROTTLED: { reason: 'mailbox-login-limit' },
  AUTH: { reason: 'mailbox-login-refused' },
  AUTHENTICATIONFAILED: { reason: 'mailbox-login-refused' },
  AUTHORIZATIONFAILED: { reason: 'mailbox-login-refused' },
  EXPIRED: { reason: 'mailbox-login-refused' },
  CONTACTADMIN: { reason: 'mailbox-login-refused' },
  PRIVACYREQUIRED: { reason: 'mailbox-login-refused' },
}

/** What this code says; `undefined` for none, and for one that is not about the mailbox or its login. */
export function meaningOf(responseCode: string): Meaning | undefined {
  const parts = responseCode.toUpperCase().split('/')
  return MEANINGS[parts.slice(0, 2).join('/')] ?? MEANINGS[parts[0] ?? '']
}

/** Of a folder that is opened: there is none of that name, or not for this user (RFC 5530 §3, RFC 3501 §7.1). */
const OF_THE_FOLDER = ['NONEXISTENT', 'TRYCREATE', 'NOPERM', 'CANNOT']

export function isAboutFolder(responseCode: string): boolean {
  return OF_THE_FOLDER.includes(responseCode.toUpperCase())
}

/** Whether it speaks of a login alone: said later, it is about something else. */
export function isAboutLogin(responseCode: string): boolean {
  return meaningOf(responseCode)?.reason === 'mailbox-login-refused'
}
