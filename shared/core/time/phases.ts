import type { Millis } from './units.ts'

/**
 * The two dialogues of a run: with the server that holds the mailbox, and with the one that takes the
 * message.
 */
export const SIDES = ['mailbox', 'smtp'] as const
export type Side = (typeof SIDES)[number]

export const SENDING_PHASES = ['resolve', 'connect', 'greeting', 'tls', 'auth', 'submit'] as const
export const MAILBOX_PHASES = [
  'resolve',
  'connect',
  'greeting',
  'tls',
  'auth',
  'search',
  'retrieve',
  'delete',
] as const

export type SendingPhase = (typeof SENDING_PHASES)[number]
export type MailboxPhase = (typeof MAILBOX_PHASES)[number]
export type PhaseName = SendingPhase | MailboxPhase

/** Ms spent in each phase of one session; a phase that was not reached is absent, never 0. */
export type PhaseTimes = Partial<Record<PhaseName, Millis>>

/** The phases of a run. `transit` runs from the 250 after the dot until the message was seen. */
export interface Phases {
  smtp: PhaseTimes
  transit?: Millis
  mailbox: PhaseTimes
}
