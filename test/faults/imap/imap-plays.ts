import type { FolderPlan, ImapFolders } from '../../support/servers/imap/imap-folders.ts'
import { fromTurn } from '../../support/servers/imap/imap-acts.ts'
import { type ImapAct, type ImapPlay, USUAL_CAPABILITIES } from '../../support/servers/imap/imap-play.ts'
import { good } from '../certificates.ts'
import type { Row } from '../row.ts'

export const STARTTLS: ImapPlay = {
  capabilities: { plain: ['IMAP4rev1', 'STARTTLS', 'LOGINDISABLED'], secured: USUAL_CAPABILITIES },
  certificate: good,
}
/** LOGIN, and AUTHENTICATE whose response is asked for. */
export const LOGIN: ImapPlay = { capabilities: ['IMAP4rev1', 'UIDPLUS'] }
export const ASKED: ImapPlay = { capabilities: ['IMAP4rev1', 'AUTH=PLAIN', 'UIDPLUS'] }

export const JUNK: Readonly<Record<string, FolderPlan>> = { Junk: { attributes: ['\\Junk'] } }

/** What lies in a folder before the run: mail of others, some of it flagged as deleted by them. */
export const holding =
  (count: number, folder = 'INBOX'): NonNullable<Row['health']> =>
  (_server, folders: ImapFolders) => {
    for (let n = 0; n < count; n += 1) {
      const flags = n % 2 === 0 ? ['\\Deleted'] : []
      folders.deliver(`From: somebody@example.com\r\nSubject: old ${String(n)}\r\n\r\nText.\r\n`, {
        folder,
        flags,
      })
    }
  }

export const at =
  (key: string, play: ImapPlay = {}) =>
  (act: ImapAct): ImapPlay => ({ ...play, on: { [key]: act } })

/** At the commands alone whose line has this in it, from so many on. */
export const where =
  (key: string, part: RegExp, turn = 1) =>
  (act: ImapAct): ImapPlay => {
    const then = fromTurn(turn, act)
    return {
      on: { [key]: (connection, line, usual) => (part.test(line) ? then(connection, line, usual) : usual()) },
    }
  }

export const WAITED = ['mailbox-waited-for'] as const
