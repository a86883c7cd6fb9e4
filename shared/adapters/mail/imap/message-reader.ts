import { ProbeError } from '../../../app/ports/probe-error.ts'
import { errorOf } from '../net/connection-life.ts'
import type { ImapFolders } from './imap-folders.ts'
import type { LoggedIn } from './logged-in.ts'
import { type ImapMessage, isStale, uidOf } from './listing.ts'
import { isRefusal } from '../refusal.ts'
import { type DataResponse, valueIn } from './responses.ts'

/** Headers that are asked for together, of messages that are no larger each. */
const MOST_AT_ONCE = 25
const MAX_TOGETHER_OCTETS = 64 * 1024
/** Beginning of a text, octets: our own begins in its first lines. */
const OPENING_OCTETS = 4096

/** Asked for in vain so often, a message is taken for somebody else's. */
const TIMES_UNSHOWN = 3

/** What the sessions of one run hand on. */
export interface LearntReading {
  /** A session ended while several headers were asked for. */
  readsSingly: boolean
  /** How often no header was shown, by the key of the message. */
  readonly unshown: Map<string, number>
}

export interface MessageReader {
  readonly learnt: LearntReading
  /** To be told of each listing: what may be asked for together. */
  listed(messages: readonly ImapMessage[]): void
  /** Raw. Where the server shows none, as of a message that is gone, throws a refusal twice; then empty. */
  header(message: ImapMessage): Promise<string>
  opening(message: ImapMessage): Promise<string>
  /** As it was read in this session, if it is remembered. */
  known(message: ImapMessage): string | undefined
}

/** Reads without setting a flag: BODY.PEEK always (RFC 3501 §6.4.5). */
export function messageReader(
  { wire, dialogue }: LoggedIn,
  folders: ImapFolders,
  before?: LearntReading,
): MessageReader {
  const headers = new Map<string, string>()
  const learnt: LearntReading = {
    readsSingly: before?.readsSingly ?? false,
    unshown: before?.unshown ?? new Map<string, number>(),
  }
  let latest: readonly ImapMessage[] = []

  async function ask(messages: readonly ImapMessage[]): Promise<string | undefined> {
    let first: string | undefined
    const uids = messages.map(({ uid }) => uid).join(',')
    const { data } = await wire.say({ line: `UID FETCH ${uids} (UID BODY.PEEK[HEADER])` })
    for (const row of data) {
      const uid = uidOf(row)
      const message = messages.find((one) => one.uid === uid)
      const text = message && sectionIn(row)
      if (!message || !text) continue
      if (message === messages[0]) first = text
      if (text.length <= MAX_TOGETHER_OCTETS) headers.set(message.key, text)
    }
    return first
  }

  /** This one, and others that would be asked for after it. */
  function together(message: ImapMessage): ImapMessage[] {
    const others = latest.filter(
      (one) =>
        one !== message &&
        one.folder === message.folder &&
        isSmall(one) &&
        !isStale(one) &&
        !headers.has(one.key),
    )
    const mayBeSeveral = isSmall(message) && !learnt.readsSingly
    return [message, ...(mayBeSeveral ? others.slice(1 - MOST_AT_ONCE) : [])]
  }

  /** One that is damaged spoils the answer for all: they are read one at a time after it. */
  async function askTogether(message: ImapMessage): Promise<string | undefined> {
    const messages = together(message)
    try {
      return await ask(messages)
    } catch (error) {
      if (messages.length === 1) throw error
      if (isRefusal(error)) return ask([message])
      learnt.readsSingly = true
      // Nobody can tell of which message too much came.
      if (!(error instanceof ProbeError) || error.evidence.kind !== 'over-bound') throw error
      throw new ProbeError({ ...error.evidence, kind: 'connection-lost' }, error)
    }
  }

  /** It may be ours, and shown at the next look: it counts as refused until it is not shown a third time. */
  function notShown({ key }: ImapMessage): string {
    const times = (learnt.unshown.get(key) ?? 0) + 1
    learnt.unshown.set(key, times)
    if (times >= TIMES_UNSHOWN) return ''
    throw errorOf({ kind: 'refused', command: 'UID FETCH', words: 'the server shows no header' }, dialogue)
  }

  return {
    listed(messages) {
      latest = messages
    },
    learnt,
    async header(message) {
      const known = headers.get(message.key)
      if (known !== undefined) return known
      await folders.select(message.folder)
      if (isStale(message)) return ''
      return (await askTogether(message)) ?? notShown(message)
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
