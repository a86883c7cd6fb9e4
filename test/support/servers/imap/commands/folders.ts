import type { Folder } from '../imap-folders.ts'
import type { ImapSession } from '../imap-session.ts'
import { type Argument, quoted } from '../imap-text.ts'
import type { CommandTable } from './command.ts'

export const FOLDERS: CommandTable = {
  SELECT: { state: 'authenticated', run: (session, [name]) => open(session, String(name), false) },
  EXAMINE: { state: 'authenticated', run: (session, [name]) => open(session, String(name), true) },
  UNSELECT: { needs: 'UNSELECT', state: 'selected', run: unselect },
  CLOSE: {
    state: 'selected',
    run(session) {
      const { folder, isReadOnly } = session.selected ?? {}
      if (folder && !isReadOnly) session.folders.expunge(folder, ({ flags }) => flags.has('\\Deleted'))
      return unselect(session)
    },
  },
  LIST: { state: 'authenticated', run: list },
  LSUB: { state: 'authenticated', run: () => 'OK no subscriptions' },
  STATUS: { state: 'authenticated', run: status },
}

/** Deselects what was open, even if it fails (RFC 3501 §6.3.1). */
function open(session: ImapSession, name: string, isExamined: boolean): string {
  session.selected = undefined
  const folder = session.folders.find(name)
  if (!folder || folder.attributes.includes('\\Noselect')) return 'NO [NONEXISTENT] no such folder'
  const isReadOnly = isExamined || folder.plan.isReadOnly === true
  session.selected = { folder, known: [...folder.messages], isReadOnly }
  session.say('* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)')
  session.say(
    `* OK [PERMANENTFLAGS (${isReadOnly ? '' : '\\Answered \\Flagged \\Deleted \\Seen \\Draft'})] kept`,
  )
  session.say(`* ${String(folder.messages.length)} EXISTS`)
  session.say('* 0 RECENT')
  if (!session.play.quirks?.noUidValidity)
    session.say(`* OK [UIDVALIDITY ${String(folder.uidValidity)}] uids are good`)
  if (!session.play.quirks?.noUidNext) session.say(`* OK [UIDNEXT ${String(folder.uidNext)}] the next`)
  return `OK [READ-${isReadOnly ? 'ONLY' : 'WRITE'}] opened`
}

function unselect(session: ImapSession): string {
  session.selected = undefined
  return 'OK closed'
}

/** With special uses that are wanted (RFC 6258, RFC 6154 §3) or without. */
function list(session: ImapSession, args: readonly Argument[]): string {
  const { separator = '/' } = session.play
  const isSelective = Array.isArray(args[0]) && args[0].length > 0
  const [, pattern = ''] = args.slice(Array.isArray(args[0]) ? 1 : 0)
  if (pattern === '') {
    session.say(`* LIST (\\Noselect) ${quoted(separator)} ""`)
    return 'OK listed'
  }
  const patterns = typeof pattern === 'string' ? [pattern] : pattern.map(String)
  const isWanted = (folder: Folder) =>
    patterns.some((wanted) => matches(folder.name, wanted, separator)) &&
    (!isSelective || folder.attributes.some((attribute) => SPECIAL_USES.includes(attribute)))
  for (const { name, attributes } of session.folders.all().filter(isWanted)) {
    session.say(
      `* LIST (${['\\HasNoChildren', ...attributes].join(' ')}) ${quoted(separator)} ${quoted(name)}`,
    )
  }
  return 'OK listed'
}

const SPECIAL_USES = ['\\All', '\\Archive', '\\Drafts', '\\Flagged', '\\Junk', '\\Sent', '\\Trash']

function matches(name: string, pattern: string, separator: string): boolean {
  const literally = (part: string) => part.replace(/[^\w ]/g, '\\$&')
  const parts = pattern.split(/([*%])/).map((part) => {
    if (part === '*') return '.*'
    return part === '%' ? `[^${literally(separator)}]*` : literally(part)
  })
  return new RegExp(`^${parts.join('')}$`, /^inbox$/i.test(pattern) ? 'i' : '').test(name)
}

function status(session: ImapSession, [name, items]: readonly Argument[]): string {
  const folder = session.folders.find(String(name))
  if (!folder || folder.attributes.includes('\\Noselect')) return 'NO [NONEXISTENT] no such folder'
  const values: Readonly<Partial<Record<string, number>>> = {
    MESSAGES: folder.messages.length,
    RECENT: 0,
    UIDVALIDITY: folder.uidValidity,
    UNSEEN: folder.messages.filter(({ flags }) => !flags.has('\\Seen')).length,
    ...(!session.play.quirks?.noUidNext && { UIDNEXT: folder.uidNext }),
  }
  const told = (Array.isArray(items) ? items : []).flatMap((item) => {
    const key = String(item).toUpperCase()
    return values[key] === undefined ? [] : [`${key} ${String(values[key])}`]
  })
  session.say(`* STATUS ${quoted(folder.name)} (${told.join(' ')})`)
  return 'OK counted'
}
