import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import type { ImapPlay } from '../../../support/servers/imap/imap-play.ts'
import { USUAL_CAPABILITIES } from '../../../support/servers/imap/imap-play.ts'
import type { Visit } from './imap-visit.ts'

export const WITH_STARTTLS = {
  plain: ['IMAP4rev1', 'STARTTLS', 'LOGINDISABLED'],
  secured: USUAL_CAPABILITIES,
}
/** LOGIN alone. */
export const BARE = ['IMAP4rev1']
/** AUTHENTICATE whose response has to be asked for. */
export const ASKED = ['IMAP4rev1', 'AUTH=PLAIN']
/** Short, since a silent server is waited for until here. */
export const DEADLINE = 300

/** What a server does wrong, and what is to be seen of it. */
export interface Fault {
  what: string
  play: ImapPlay
  plan?: Visit
  evidence: Omit<Evidence, 'side'>
}
