import type { Clock } from '../../../app/ports/clock.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Capabilities } from './capabilities.ts'
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
}
