import type { ListedMessage } from '../../../app/ports/mail.ts'
import type { Millis } from '../../../core/time/units.ts'
import type { Folder, ImapFolders, Selected } from './imap-folders.ts'
import type { Command } from './imap-wire.ts'
import { isRefusal } from '../refusal.ts'
import type { LoggedIn } from './logged-in.ts'
import { type DataResponse, type Value, numberOf, valueIn } from './responses.ts'

export interface ImapMessage extends ListedMessage {
  key: string
  folder: Folder
  uid: number
  /** UIDVALIDITY of the folder when it was listed: the UID says nothing under another one. */
  validity: string
}

/** The uids of its folder have become others since it was listed: this one may name somebody else's message. */
export function isStale({ folder, validity }: ImapMessage): boolean {
  return folder.validity !== validity
}

/** Of what was there at the first look, the newest: a mailbox may hold 100,000 messages. */
const NEWEST = 50
/** Messages that are remembered of one folder; older ones go. */
const MOST_KNOWN = 1000
/** STATUS is asked no more often: some servers count the folder for it. */
const STATUS_GAP: Millis = 500
const FACTS = '(UID RFC822.SIZE FLAGS)'

export interface Listing {
  /** What is known of the expected folder, in the order of its UIDs. */
  expected(): Promise<ImapMessage[]>
  /** As `MailboxSession.listJunk`; throws what the server does. */
  junk(): Promise<ImapMessage[] | undefined>
  /** It is listed no more in this session. */
  forget(message: ImapMessage): void
}

/** The looks of one session: of each folder the newest messages first, and from then on what comes. */
export function listing({ wire, clock, capabilities }: LoggedIn, folders: ImapFolders): Listing {
  const known = new Map<Folder, Map<number, ImapMessage>>()
  const forgotten = new Set<string>()
  let junkStatus: string | undefined
  let askedStatusMs = -Infinity

  async function look(folder: Folder): Promise<void> {
    const wasSelected = folders.selected?.folder === folder
    const { bound: before, validity } = folder
    if (wasSelected) await wire.say({ line: 'NOOP', isNews: () => true })
    const selected = await folders.select(folder)
    const isNew = folder.validity !== validity || !known.has(folder)
    if (isNew) known.set(folder, new Map())
    const hadNews = selected.hasNews
    // Cleared before the FETCH: a message that comes while it is answered may be missing from the answer.
    selected.hasNews = false
    if (isNew) await takeNewest(folder, selected)
    if (!isNew || (before !== undefined && folder.bound === before)) {
      const bound = folder.bound ?? 1
      const isNews = (row: DataResponse) => row.name !== 'FETCH' || isUnknown(folder, row, bound)
      const data = await rowsFrom(bound, isNews, selected)
      const isFound = take(folder, data, bound)
      // Some servers give new messages uids below the one that they announced.
      if (!isNew && hadNews && !isFound) await takeNewest(folder, selected)
    }
    folder.bound ??= Math.max(0, ...(known.get(folder)?.keys() ?? [])) + 1
  }

  /** Some servers refuse to look for a message in a folder that they say is empty. */
  async function rowsFrom(bound: number, isNews: Command['isNews'], { exists }: Selected) {
    try {
      return (await wire.say({ line: `UID FETCH ${bound}:* ${FACTS}`, ...(isNews && { isNews }) })).data
    } catch (error) {
      if (exists > 0 || !isRefusal(error)) throw error
      return []
    }
  }

  async function takeNewest(folder: Folder, { exists }: Selected): Promise<void> {
    if (exists === 0) return
    const { data } = await wire.say({ line: `FETCH ${Math.max(1, exists - NEWEST + 1)}:* ${FACTS}` })
    take(folder, data)
  }

  /** Whether there are new ones. `n:*` answers the last message even where that lies below `n` (RFC 3501 §6.4.8). */
  function take(folder: Folder, data: readonly DataResponse[], bound = 0): boolean {
    const messages = known.get(folder)
    if (!messages) return false
    let isFound = false
    for (const row of data) {
      const message = messageOf(row, folder)
      if (!message || message.uid < bound || messages.has(message.uid)) continue
      if (isFlaggedDeleted(row) || forgotten.has(message.key)) continue
      isFound = true
      messages.set(message.uid, message)
      if (messages.size > MOST_KNOWN) messages.delete(messages.keys().next().value ?? 0)
    }
    return isFound
  }

  /** Without UIDPLUS our own messages stay, flagged: they must not be found again. */
  function isFlaggedDeleted({ values: [facts] }: DataResponse): boolean {
    const flags = valueIn(facts, /^FLAGS$/i)
    const list: readonly unknown[] = Array.isArray(flags) ? flags : []
    return !capabilities.uidPlus && list.some((flag) => /^\\deleted$/i.test(String(flag)))
  }

  function isUnknown(folder: Folder, row: DataResponse, bound: number): boolean {
    const uid = uidOf(row)
    return uid !== undefined && uid >= bound && known.get(folder)?.has(uid) !== true
  }

  /** Whether it grew since it was looked into, as STATUS has it; it is opened for nothing else. */
  async function hasGrown(junk: Folder): Promise<boolean> {
    if (clock.monotonicMs() - askedStatusMs < STATUS_GAP) return false
    const isFirst = junkStatus === undefined
    const { data } = await wire.say({
      line: `STATUS ${junk.quoted} (MESSAGES UIDNEXT UIDVALIDITY)`,
      isNews: (status) => JSON.stringify(countsIn(status) ?? null) !== junkStatus,
    })
    askedStatusMs = clock.monotonicMs()
    const status = countsIn(data.findLast(({ name }) => name === 'STATUS'))
    const now = JSON.stringify(status ?? null)
    const grew = isFirst ? numberOf(valueIn(status, /^MESSAGES$/i)) !== 0 : now !== junkStatus
    junkStatus = now
    return grew
  }

  const allOf = (folder: Folder) => [...(known.get(folder)?.values() ?? [])]

  return {
    forget({ folder, uid, key }) {
      forgotten.add(key)
      known.get(folder)?.delete(uid)
    },
    async expected() {
      const { expected } = folders
      if (!expected) return []
      await look(expected)
      return allOf(expected)
    },
    async junk() {
      const junk = await folders.junk()
      if (!junk || (folders.expected && !(await hasGrown(junk)))) return undefined
      await look(junk)
      return allOf(junk)
    },
  }
}

/** The list behind the folder's name, which some servers do not quote. */
function countsIn(status: DataResponse | undefined): Value {
  return status?.values.findLast((value) => Array.isArray(value))
}

function messageOf(row: DataResponse, folder: Folder): ImapMessage | undefined {
  const uid = uidOf(row)
  if (uid === undefined) return undefined
  const sizeOctets = numberOf(valueIn(row.values[0], /^RFC822\.SIZE$/i))
  const isJunk = folder.kind === 'junk'
  return {
    folder,
    uid,
    validity: folder.validity,
    key: `${isJunk ? 'junk ' : ''}${folder.validity}:${uid}`,
    ...(sizeOctets !== undefined && { sizeOctets }),
    ...(isJunk && { isJunk }),
  }
}

export function uidOf({ name, values: [facts] }: DataResponse): number | undefined {
  return name === 'FETCH' ? numberOf(valueIn(facts, /^UID$/i)) : undefined
}
