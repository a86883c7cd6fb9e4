import type { Mailbox } from '../../../app/ports/mail.ts'
import type { Network } from '../net/network.ts'
import type { ImapSettings } from './imap-mailbox.ts'

/** As `imap-mailbox.ts` has them, whose code is loaded by the first connection: most monitors speak POP3. */
export const imapMailbox = (settings: ImapSettings, network: Network): Mailbox =>
  loading((imap) => imap.imapMailbox(settings, network))

export const junkFolder = (settings: ImapSettings, network: Network): Mailbox =>
  loading((imap) => imap.junkFolder(settings, network))

function loading(choose: (imap: typeof import('./imap-mailbox.ts')) => Mailbox): Mailbox {
  return {
    async connect(dialogue, signal, opening) {
      return choose(await import('./imap-mailbox.ts')).connect(dialogue, signal, opening)
    },
  }
}
