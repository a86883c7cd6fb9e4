import type { Folder, ImapFolders } from './imap-folders.ts'
import type { LoggedIn } from './logged-in.ts'
import { type ImapMessage, isStale, uidOf } from './listing.ts'
import { isRefusal } from '../refusal.ts'
import { type DataResponse, valueIn } from './responses.ts'

/** Headers that are asked for together, of messages that are no larger each. */
const MOST_AT_ONCE = 25
const MAX_TOGETHER_OCTETS = 64 * 1024
/** Beginning of a text, octets: our own begins in its first lines. */
const OPENING_OCTETS = 4096

export interface MessageReader {
  /** To be told of each listing: what may be asked for together. */
  listed(messages: readonly ImapMessage[]): void
  /** Raw; empty where the server shows none, as of a message that is gone. */
  header(message: ImapMessage): Promise<string>
  opening(message: ImapMessage): Promise<string>
  /** As it was read in this session, if it is remembered. */
  known(message: ImapMessage): string | undefined
}

/** Reads without setting a flag: BODY.PEEK always (RFC 3501 §6.4.5). */
export function messageReader({ wire }: LoggedIn, folders: ImapFolders): MessageReader {
  const headers = new Map<string, string>()
  let latest: readonly ImapMessage[] = []

  async function ask(messages: readonly ImapMessage[], folder: Folder): Promise<string | undefined> {
    let first: string | undefined
    await folders.select(folder)
    if (messages.some(isStale)) return
    const uids = messages.map(({ uid }) => uid).join(',')
    const { data } = await wire.say({ line: `UID FETCH ${uids} (UID BODY.PEEK[HEADER])` })
    for (const row of data) {
      const uid = uidOf(row)
      const message = messages.find((one) => one.uid === uid)
      const text = message && sectionIn(row)
      if (!message || text === undefined) continue
      if (message === messages[0]) first = text
      if (text.length <= MAX_TOGETHER_OCTETS) headers.set(message.key, text)
    }
    return first
  }

  /** This one, and others that would be asked for after it. */
  function together(message: ImapMessage): ImapMessage[] {
    const others = latest.filter(
      (one) => one !== message && one.folder === message.folder && isSmall(one) && !headers.has(one.key),
    )
    return [message, ...(isSmall(message) ? others.slice(1 - MOST_AT_ONCE) : [])]
  }

  return {
    listed(messages) {
      latest = messages
    },
    async header(message) {
      const known = headers.get(message.key)
      if (known !== undefined) return known
      const messages = together(message)
      try {
        return (await ask(messages, message.folder)) ?? ''
      } catch (error) {
        // One that is damaged spoils the answer for all.
        if (!isRefusal(error) || messages.length === 1) throw error
        return (await ask([message], message.folder)) ?? ''
      }
    },
    async opening(message) {
      await folders.select(message.folder)
      if (isStale(message)) return ''
      const { data } = await wire.say({
        line: `UID FETCH ${message.uid} (UID BODY.PEEK[TEXT]<0.${OPENING_OCTETS}>)`,
      })
      return (
        data
          .filter((row) => uidOf(row) === message.uid)
          .map(sectionIn)
          .find((text) => text !== undefined) ?? ''
      )
    },
    known: ({ key }) => headers.get(key),
  }
}

/** What a FETCH shows of a message's text. */
export function sectionIn({ values: [facts] }: DataResponse): string | undefined {
  const text = valueIn(facts, /^BODY(?:\.PEEK)?\[/i)
  return typeof text === 'string' ? text : undefined
}

function isSmall({ sizeOctets }: ImapMessage): boolean {
  return sizeOctets !== undefined && sizeOctets <= MAX_TOGETHER_OCTETS
}
