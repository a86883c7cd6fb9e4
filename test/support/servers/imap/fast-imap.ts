import { fastMail } from '../fast-mail.ts'
import { type FolderPlan, imapFolders } from './imap-folders.ts'
import type { ImapPlay } from './imap-play.ts'
import { type ImapServer, imapServer } from './imap-server.ts'

/** SMTP and IMAP over one account, answering at once. */
export interface FastImap {
  readonly imap: ImapServer
  /** As a definition names them. */
  readonly smtpServer: string
  readonly mailboxServer: string
  /** Where what is sent arrives from now on; at first in INBOX. */
  fileInto(folder: string): void
  close(): Promise<void>
}

/** With INBOX and a junk folder, `Junk`. */
export async function fastImap(play: Omit<ImapPlay, 'folders'> = {}): Promise<FastImap> {
  const junk: FolderPlan = { attributes: ['\\Junk'] }
  const folders = imapFolders({ Junk: junk })
  let folder = 'INBOX'
  const mail = await fastMail({ onArrival: (text) => void folders.deliver(text, { folder }) })
  const imap = await imapServer({ ...play, folders })
  return {
    imap,
    smtpServer: mail.smtpServer,
    mailboxServer: `imap://127.0.0.1:${String(imap.port)}`,
    fileInto: (name) => void (folder = name),
    async close() {
      await Promise.all([mail.close(), imap.close()])
    },
  }
}
