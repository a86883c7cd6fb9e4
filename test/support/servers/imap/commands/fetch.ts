import type { StoredMessage } from '../imap-folders.ts'
import type { ImapSession } from '../imap-session.ts'
import { type Argument, type Response, numberSet } from '../imap-text.ts'
import type { CommandTable } from './command.ts'

export const FETCHES: CommandTable = {
  FETCH: {
    state: 'selected',
    keepsNumbers: true,
    run: (session, [set, items]) => fetch(session, named(session, String(set)), items),
  },
  'UID FETCH': {
    state: 'selected',
    run: (session, [set, items]) =>
      fetch(session, namedByUid(session, String(set)), ['UID', items ?? []].flat()),
  },
  'UID SEARCH': {
    state: 'selected',
    run(session, criteria) {
      const found = (session.selected?.known ?? []).filter((message) => isSought(session, message, criteria))
      session.say(['* SEARCH', ...found.map(({ uid }) => String(uid))].join(' '))
      return 'OK searched'
    },
  },
}

export function named(session: ImapSession, set: string): StoredMessage[] {
  const known = session.selected?.known ?? []
  const isNamed = numberSet(set, known.length)
  return known.filter((_message, index) => isNamed(index + 1))
}

export function namedByUid(session: ImapSession, set: string): StoredMessage[] {
  const known = session.selected?.known ?? []
  const isNamed = numberSet(set, known.at(-1)?.uid ?? 0)
  return known.filter(({ uid }) => isNamed(uid))
}

/** Of a message that is gone and of which the client has not been told yet, nothing is said. */
function fetch(
  session: ImapSession,
  messages: readonly StoredMessage[],
  asked: Argument | undefined,
): string {
  const items = [...new Set([asked ?? []].flat().map((item) => String(item).toUpperCase()))]
  const present = new Set(session.selected?.folder.messages)
  for (const message of messages.filter((one) => present.has(one))) {
    const values = items.map((item) => valueOf(session, message, item))
    if (values.includes(undefined)) return 'BAD no such item'
    const told = values.filter((value) => value !== undefined)
    const { itemsReversed, extraItem } = session.play.quirks ?? {}
    if (itemsReversed) told.reverse()
    if (extraItem) told.push([extraItem])
    session.say(`* ${String(numberOf(session, message))} FETCH (`, ...spaced(told), ')')
  }
  return 'OK fetched'
}

export function numberOf(session: ImapSession, message: StoredMessage): number {
  return (session.selected?.known.indexOf(message) ?? -1) + 1
}

function spaced(values: readonly Response[]): Response {
  return values.flatMap((value, index) => (index === 0 ? value : [' ', ...value]))
}

function valueOf(session: ImapSession, message: StoredMessage, item: string): Response | undefined {
  if (item === 'UID') return [`UID ${String(message.uid)}`]
  if (item === 'FLAGS') return [`FLAGS (${[...message.flags].join(' ')})`]
  if (item === 'RFC822.SIZE') return [`RFC822.SIZE ${String(message.text.length)}`]
  if (item === 'INTERNALDATE') return ['INTERNALDATE "29-Nov-2026 12:00:00 +0000"']
  const asked = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/.exec(item)
  if (!asked) return undefined
  const [, peek, section = '', from, most] = asked
  const whole = sectionOf(message.text, section)
  if (whole === undefined) return undefined
  if (peek === undefined && !session.selected?.isReadOnly) message.flags.add('\\Seen')
  if (from === undefined) return [`BODY[${section}] `, { octets: whole }]
  const octets = whole.slice(Number(from), Number(from) + Number(most))
  return [`BODY[${section}]<${from}> `, { octets }]
}

/** The empty line belongs to the header, and to the fields that are chosen from it (RFC 3501 §6.4.5). */
function sectionOf(text: string, section: string): string | undefined {
  const end = text.indexOf('\r\n\r\n')
  const header = end < 0 ? text : text.slice(0, end + 4)
  if (section === '') return text
  if (section === 'HEADER') return header
  if (section === 'TEXT') return text.slice(header.length)
  const fields = /^HEADER\.FIELDS \(([^)]*)\)$/.exec(section)?.[1]?.split(' ')
  if (!fields) return undefined
  const chosen = header
    .split(/\r\n(?![ \t])/)
    .filter((field) => fields.includes(field.split(':', 1)[0]?.toUpperCase() ?? ''))
  return [...chosen, '', ''].join('\r\n')
}

function isSought(session: ImapSession, message: StoredMessage, criteria: readonly Argument[]): boolean {
  const [first, ...rest] = criteria.map(String)
  switch (first?.toUpperCase() ?? 'ALL') {
    case 'DELETED':
      return message.flags.has('\\Deleted')
    case 'UNDELETED':
      return !message.flags.has('\\Deleted')
    case 'UID':
      return namedByUid(session, rest[0] ?? '').includes(message)
    case 'HEADER': {
      const [field = '', value = ''] = rest
      const found = sectionOf(message.text, `HEADER.FIELDS (${field.toUpperCase()})`) ?? ''
      return found.length > 2 && found.toLowerCase().includes(value.toLowerCase())
    }
    default:
      return true
  }
}
