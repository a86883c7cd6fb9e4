import type { Clock } from '../../../app/ports/clock.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { saysNotConnected } from '../../../core/run/refusals/imap-words.ts'
import { isRefusal, toldWith } from '../refusal.ts'
import type { Capabilities } from './capabilities.ts'
import type { LoginMade } from './imap-login.ts'
import type { ImapWire } from './imap-wire.ts'

/** A connection after its login, and which folders are looked into over it. */
export interface LoggedIn {
  wire: ImapWire
  dialogue: Dialogue
  clock: Clock
  capabilities: Capabilities
  /** Where messages are expected; `undefined`: nowhere but in junk. */
  folder: string | undefined
  /** Whether the junk folder is looked into. */
  junk: boolean
  /** How the login was made; absent where the server took us for logged in. */
  by?: LoginMade['by']
}

/**
 * Throws on what it is given. Exchange says of a login that is good for no mailbox what it also says of others for a
 * while: with a token the refusal tells how the login was made, so that the two can be told apart.
 */
export function toldOfLogin({ by }: Pick<LoggedIn, 'by'>): (error: unknown) => never {
  return (error) => {
    const isOfToken = by === 'XOAUTH2' || by === 'OAUTHBEARER'
    const isNotConnected = isRefusal(error) && saysNotConnected(error.evidence.text ?? '')
    return toldWith(isOfToken && isNotConnected ? [`login by ${by}`] : [])(error)
  }
}
