import type { Mailbox } from '../../../app/ports/mail.ts'
import type { Network } from '../net/network.ts'
import type * as imap from './imap-mailbox.ts'

/** As `imap-mailbox.ts` has them, whose code is loaded by the first connection: most monitors speak POP3. */
export const imapMailbox = (settings: imap.ImapSettings, network: Network): Mailbox =>
  loading((loaded) => loaded.imapMailbox(settings, network))

export const junkFolder = (settings: imap.ImapSettings, network: Network): Mailbox =>
  loading((loaded) => loaded.junkFolder(settings, network))

function loading(choose: (loaded: typeof imap) => Mailbox): Mailbox {
  return {
    async connect(dialogue, signal, opening) {
      return choose(await import('./imap-mailbox.ts')).connect(dialogue, signal, opening)
    },
  }
}
