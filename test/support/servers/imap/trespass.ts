import { namedByUid } from './commands/fetch.ts'
import type { ImapSession } from './imap-session.ts'
import type { Argument } from './imap-text.ts'

/** Acts on chosen messages by uid, which may be ours alone. */
const ON_OURS = ['UID STORE', 'UID EXPUNGE', 'UID MOVE', 'UID COPY']
/** By message number, which is another message after an EXPUNGE; of all that are flagged; of whole folders. */
const NEVER = ['STORE', 'MOVE', 'COPY', 'EXPUNGE', 'APPEND', 'CREATE', 'DELETE', 'RENAME', 'SUBSCRIBE']

/** Whether this is done to mail that may not be the client's own. */
export function isTrespass(session: ImapSession, command: string, args: readonly Argument[]): boolean {
  if (NEVER.includes(command)) return true
  if (command === 'CLOSE') {
    const { folder, isReadOnly } = session.selected ?? {}
    return !isReadOnly && folder?.messages.some(({ flags }) => flags.has('\\Deleted')) === true
  }
  if (command === 'FETCH' || command === 'UID FETCH') {
    return [args[1] ?? []].flat().some((item) => /^(?:BODY\[|RFC822(?:\.TEXT)?$)/i.test(String(item)))
  }
  if (!ON_OURS.includes(command)) return false
  const set = String(args[0])
  return set.includes('*') || namedByUid(session, set).some(({ isOurs }) => !isOurs)
}
