import * as v from 'valibot'

import type { DefinitionSource, JunkRule, ServerAddress } from '../monitor.ts'
import { SCHEMES, type SchemeOf, addressForms, schemesIn } from '../../run/schemes.ts'
import { at, field, isRecord, section, taken } from './fields.ts'
import { readJunkServer } from './server-address.ts'
import {
  SERVER_TEXT,
  goTogether,
  grant,
  loginMistakes,
  noTlsOnTls,
  password,
  server,
  session,
  userid,
} from './session-fields.ts'
import { lineOfText, wholeNumber } from './text-fields.ts'

const JUNK_RULES: readonly unknown[] = ['failed', 'ok', 'off']
const junkRule = field<JunkRule>('"failed", "ok" or "off"', (value) => JUNK_RULES.includes(value), {
  enum: JUNK_RULES,
})

/** The mailbox that test messages are looked for in. */
export function mailboxSection(source: DefinitionSource) {
  return v.pipe(
    section('an object with server, userid and password', {
      server: server('mailbox'),
      userid,
      password: v.optional(password(source)),
      grant: v.optional(grant(source)),
      ...session,
      secondsBetweenLogins: v.optional(wholeNumber('seconds', 0, 900), 0),
      folder: v.optional(lineOfText(255)),
      junk: v.optional(junkRule),
      junkServer: v.optional(taken(readJunkServer, SERVER_TEXT)),
    }),
    v.forward(v.partialCheck([['server'], ['tls']], goTogether, noTlsOnTls), ['tls']),
    v.rawCheck(({ dataset: { value: mailbox }, addIssue }) => {
      if (!isRecord(mailbox)) return
      const mistakes = [...loginMistakes(mailbox, 'mailbox', true), ...besideServer(mailbox)]
      for (const [key, message] of mistakes) addIssue({ message, path: at(mailbox, key) })
    }),
  )
}

type MailboxServer = ServerAddress<SchemeOf<'mailbox'>>
type Written = Readonly<Record<string, unknown>>
type Mistake = readonly [field: string, message: string]

/** Whether it was read: a mistaken one stands there as it was written. */
function isAddress(server: unknown): server is MailboxServer {
  return isRecord(server) && typeof server.scheme === 'string'
}

/** POP3 shows the inbox alone. */
export function seesFolders({ scheme }: MailboxServer): boolean {
  return SCHEMES[scheme].protocol === 'IMAP'
}

function besideServer(mailbox: Written): Mistake[] {
  if (!isAddress(mailbox.server)) return []
  return seesFolders(mailbox.server) ? besideImap(mailbox) : besidePop3(mailbox)
}

const AN_IMAP_SERVER = addressForms(schemesIn('IMAP'))

function besideImap({ junkServer }: Written): Mistake[] {
  if (junkServer === undefined) return []
  return [['junkServer', 'remove this field: it is for POP3; an IMAP server shows its own junk folder']]
}

function besidePop3({ folder, junk, junkServer }: Written): Mistake[] {
  const looks = junk === 'failed' || junk === 'ok'
  return [
    ...(folder === undefined ? [] : [['folder', NO_FOLDERS] as const]),
    ...(looks && junkServer === undefined ? [['junk', noJunk(junk)] as const] : []),
    ...(junk === 'off' && junkServer !== undefined ? [['junkServer', NOT_SEARCHED] as const] : []),
  ]
}

const NO_FOLDERS = `remove this field: POP3 shows only the inbox; to use a folder, write mailbox.server as ${AN_IMAP_SERVER}`

const NOT_SEARCHED = 'contradicts mailbox.junk "off": remove one of the two'

function noJunk(rule: string): string {
  return `expected "off", got "${rule}": POP3 shows no junk folder; add mailbox.junkServer (an IMAP server), or write mailbox.server as ${AN_IMAP_SERVER}`
}
