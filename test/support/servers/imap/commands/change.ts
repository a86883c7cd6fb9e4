import type { StoredMessage } from '../imap-folders.ts'
import type { ImapSession } from '../imap-session.ts'
import type { Argument } from '../imap-text.ts'
import type { CommandTable } from './command.ts'
import { named, namedByUid, numberOf } from './fetch.ts'

const READ_ONLY = 'NO [READ-ONLY] this folder cannot be changed'
const isDeleted = ({ flags }: StoredMessage) => flags.has('\\Deleted')

export const CHANGES: CommandTable = {
  STORE: {
    state: 'selected',
    keepsNumbers: true,
    run: (session, [set, ...rest]) => store(session, named(session, String(set)), rest, false),
  },
  'UID STORE': {
    state: 'selected',
    run: (session, [set, ...rest]) => store(session, namedByUid(session, String(set)), rest, true),
  },
  EXPUNGE: { state: 'selected', run: (session) => expunge(session, isDeleted) },
  'UID EXPUNGE': {
    needs: 'UIDPLUS',
    state: 'selected',
    run(session, [set]) {
      const chosen = new Set(namedByUid(session, String(set)))
      return expunge(session, (message) => isDeleted(message) && chosen.has(message))
    },
  },
  'UID COPY': { state: 'selected', run: (session, [set, to]) => copy(session, String(set), String(to)) },
  'UID MOVE': {
    needs: 'MOVE',
    state: 'selected',
    run: (session, [set, to]) => move(session, String(set), String(to)),
  },
}

function store(
  session: ImapSession,
  messages: readonly StoredMessage[],
  [action, flags]: readonly Argument[],
  isByUid: boolean,
): string {
  if (session.selected?.isReadOnly) return READ_ONLY
  const [, sign = '', silent] = /^([+-]?)FLAGS(\.SILENT)?$/i.exec(String(action)) ?? []
  const named = [flags ?? []].flat().map(String)
  for (const message of messages) {
    if (sign === '') message.flags.clear()
    for (const flag of named) {
      if (sign === '-') message.flags.delete(flag)
      else message.flags.add(flag)
    }
    if (silent) continue
    const uid = isByUid ? `UID ${String(message.uid)} ` : ''
    session.say(
      `* ${String(numberOf(session, message))} FETCH (${uid}FLAGS (${[...message.flags].join(' ')}))`,
    )
  }
  return 'OK stored'
}

function expunge(session: ImapSession, which: (message: StoredMessage) => boolean): string {
  if (!session.selected || session.selected.isReadOnly) return READ_ONLY
  session.folders.expunge(session.selected.folder, which)
  return 'OK expunged'
}

function copy(session: ImapSession, set: string, name: string): string {
  const to = session.folders.find(name)
  if (!to) return 'NO [TRYCREATE] no such folder'
  const messages = namedByUid(session, set)
  const copies = session.folders.copy(messages, to)
  return `OK ${copied(session, to.uidValidity, messages, copies)}copied`
}

/** COPYUID comes untagged and before the EXPUNGEs (RFC 6851 §4.3). */
function move(session: ImapSession, set: string, name: string): string {
  if (!session.selected || session.selected.isReadOnly) return READ_ONLY
  const to = session.folders.find(name)
  if (!to) return 'NO [TRYCREATE] no such folder'
  const messages = namedByUid(session, set)
  const copies = session.folders.move(messages, session.selected.folder, to)
  session.say(`* OK ${copied(session, to.uidValidity, messages, copies)}moved`)
  return 'OK moved'
}

/** The response code, where the server has it and there is something to tell (RFC 4315 §3). */
function copied(
  session: ImapSession,
  uidValidity: number,
  messages: readonly StoredMessage[],
  copies: readonly StoredMessage[],
): string {
  if (!session.offers('UIDPLUS') || messages.length === 0) return ''
  const uids = (some: readonly StoredMessage[]) => some.map(({ uid }) => uid).join(',')
  return `[COPYUID ${String(uidValidity)} ${uids(messages)} ${uids(copies)}] `
}
