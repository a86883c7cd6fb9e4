import type { EpochMs, Millis } from '../../time/units.ts'

/**
 * What Amazon SES says of a message after it took it: one record for each kind of event, the latest of its kind.
 * Events come late, doubled and in any order, and some never come
 * (docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html).
 */
export interface MailEvents {
  /** The recipient's server took it. */
  delivered?: Told & {
    /** From SES's acceptance until then. */
    tookMs?: Millis
    /** Name or address of the server that took it. */
    server?: string
  }
  /** SES could not deliver it yet, and tries on. */
  delayed?: Told & {
    /** SES's `delayType`, as `MailboxFull`. */
    type: string
  }
  /** SES gave up, or never tried: the recipient is on a suppression list. */
  bounced?: Told & {
    /** SES's `bounceType`: `Permanent`, `Transient` or `Undetermined`. */
    type: string
    /** SES's `bounceSubType`, as `General` or `OnAccountSuppressionList`. */
    subType: string
  }
  /** SES took it, and found a virus in it. */
  rejected?: Told
}

export type MailEventKind = keyof MailEvents

/** One event: its kind, and what is told of it. */
export type MailEvent = {
  [K in MailEventKind]: { kind: K } & NonNullable<MailEvents[K]>
}[MailEventKind]

interface Told {
  /** When it happened, by SES's clock. */
  at: EpochMs
  /** The words of the recipient's server or of SES, tamed: one line, at most 300 characters. */
  text?: string
}

/**
 * Whether such a bounce of a message that was delivered may be an automatic answer, as of an absence, which SES counts
 * as a bounce (Amazon SES, "Setting up event notifications").
 */
export function mayBeAnswer({
  type,
  subType,
}: Pick<NonNullable<MailEvents['bounced']>, 'type' | 'subType'>): boolean {
  return type !== 'Permanent' && (subType === 'General' || subType === 'Undetermined')
}
