import type { DataResponse } from './responses.ts'

/** What a server says it can do (RFC 3501 §7.2.1), as far as it matters here. */
export interface Capabilities {
  starttls: boolean
  /** LOGIN may be said; where it is not, the connection is not secure enough for it. */
  login: boolean
  /** A response may stand behind AUTHENTICATE at once (RFC 4959); Coremail says so, and refuses it. */
  saslIr: boolean
  /** Mechanisms of AUTHENTICATE, in capitals. */
  sasl: readonly string[]
  /** RFC 2971. */
  id: boolean
  /** IDLE (RFC 2177). */
  idle: boolean
  /** UID EXPUNGE (RFC 4315). */
  uidPlus: boolean
  /** UID MOVE (RFC 6851). */
  move: boolean
  /** LIST tells what folders are for (RFC 6154). */
  specialUse: boolean
  /** LIST tells what folders are for only when it is asked to (RFC 5258, RFC 6154). */
  listsSpecialUse: boolean
  /** Gmail: a message that is deleted from the inbox may only be archived. */
  isGmail: boolean
}

export function capabilitiesOf(words: readonly string[]): Capabilities {
  const names = new Set(words.map((word) => word.toUpperCase()))
  const has = (name: string) => names.has(name)
  const isRev2 = has('IMAP4REV2')
  return {
    starttls: has('STARTTLS'),
    login: !has('LOGINDISABLED'),
    saslIr: (has('SASL-IR') || isRev2) && !has('X-CM-EXT-1'),
    sasl: [...names].flatMap((name) => (name.startsWith('AUTH=') ? name.slice('AUTH='.length) : [])),
    id: has('ID'),
    idle: has('IDLE') || isRev2,
    uidPlus: has('UIDPLUS') || isRev2,
    move: has('MOVE') || isRev2,
    specialUse: has('SPECIAL-USE') || isRev2,
    listsSpecialUse: has('SPECIAL-USE') && (has('LIST-EXTENDED') || isRev2),
    isGmail: has('X-GM-EXT-1'),
  }
}

/** What the last of these responses says, if any does. */
export function capabilitiesIn(data: readonly DataResponse[]): Capabilities | undefined {
  const told = data.findLast(({ name }) => name === 'CAPABILITY')
  return told && capabilitiesOf(told.values.filter((value) => typeof value === 'string'))
}
