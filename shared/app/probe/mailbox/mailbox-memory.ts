import type { Instant } from '../../ports/clock.ts'
import { type ListedMessage, MAX_MESSAGE_OCTETS } from '../../ports/mail.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import { type CompactKeys, compactKeys } from '../../../core/identity/compact-keys.ts'

/**
 * Octets of a test message under the trace headers of many hops. It decides the order only: some servers
 * estimate sizes.
 */
const OURS = { atLeast: 400, atMost: 16 * 1024 }

/**
 * The order of reading: new messages, those of the first listing, those read in vain, those of which too much
 * may be sent, and those known.
 */
const [FRESH, OLD, IN_VAIN, LARGE, KNOWN] = [0, 1, 2, 3, 4] as const
/** More than one look reads. */
const MOST_OF_AN_END = 100

/** What reading a message came to: somebody else's; one of ours that waits for its run; or a refusal. */
type Fate = 'foreign' | 'waiting' | ProbeError

/** How a listing was made. */
export interface Listed {
  /** By the session of the look before: it may leave out what it has shown the header of. */
  goesOn?: boolean
}

/** What one run remembers of the mailbox from look to look. A message without a key is unknown at each. */
export interface MailboxMemory {
  /**
   * Takes in a listing (`sent`: ours may be in it) and answers what to read, the likeliest first: what is
   * new, then what the first listing held, then what was read in vain, then what is large; in the last look
   * what is known too. Never what was over the bound.
   */
  toRead(listed: Iterable<ListedMessage>, at: Instant, sent: boolean, by?: Listed): Iterable<ListedMessage>
  /**
   * Only `foreign` is not read again: test messages have much in common, and some servers give equal ids for
   * that, the next as soon as the one before is deleted.
   */
  remember(message: ListedMessage, fate: Fate): void
  /** Whether its key was refused in an earlier look, and still is as far as is known. */
  isRefused(message: ListedMessage): boolean
  /** Whether its key was somebody else's in an earlier look. */
  knows(message: ListedMessage): boolean
  /**
   * Set once too much of a message was sent, for all that are listed as larger than is read: reading one would
   * end the session again.
   */
  overBound(message: ListedMessage): ProbeError | undefined
  /** Whether too much of a message was sent before, which ended a session. */
  readonly wasCutOff: boolean
  /** All that was to be read in this look has been. */
  readAll(): void
  /** The next look is the last: it trusts no key. */
  beginLastLook(): void
  /** When the last listing that is sure to have lacked this message arrived. */
  lackedAt(message: ListedMessage): Instant | undefined
  /** Whether it stood in the first listing, made before ours can have come. */
  stoodBefore(message: ListedMessage): boolean
  /** How often the same was listed since ours may have come, and how much; absent where it changed. */
  readonly unchanged: { looks: number; count: number } | undefined
  /** Of a message that came after sending, as far as one can tell, and is refused still. */
  readonly refusal: ProbeError | undefined
}

export function mailboxMemory(): MailboxMemory {
  const fates = new Map<string, Fate>()
  /** Of each message that came after the first listing: when the one before it arrived. */
  const lacked = new Map<string, Instant | undefined>()
  let first: { keys: CompactKeys; count: number; mayHoldOurs: boolean } | undefined
  let latest: { at: Instant; count: number; allRead: boolean } | undefined
  let lackedWithoutKey: Instant | undefined
  let refusedWithoutKey: ProbeError | undefined
  let isLast = false
  let hasChanged = false
  let listings = 0
  let overBound: ProbeError | undefined

  /** Keys of messages whose header the session under way has shown: that they are listed no more says nothing. */
  const shown = new Set<string>()
  /** Keys of the first listing that were gone in a later one: when they come again they name other messages. */
  const freed = new Set<string>()

  function isNew(key: string | undefined): boolean {
    return key !== undefined && first !== undefined && (!first.keys.has(key) || freed.has(key))
  }

  /** What is read first has the least; what has none is not read. */
  function rankOf(message: ListedMessage): number {
    const { key } = message
    const fate = fates.get(key ?? '')
    if (isOverBound(fate)) return NaN
    const unread = isNew(key) ? FRESH : OLD
    const byFate = fate === undefined ? unread : fate === 'foreign' ? KNOWN : IN_VAIN
    const rank = byFate !== KNOWN && isLarge(message) ? LARGE : byFate
    return 2 * rank + (isNearOurs(message) ? 0 : 1)
  }

  /** Sorts a listing by rank, as far as one look can read. */
  function sorted(listed: Iterable<ListedMessage>): { ranks: BothEnds[]; count: number } {
    const gone = new Set([...fates.keys(), ...lacked.keys()])
    const ranks = Array.from({ length: 2 * (KNOWN + 1) }, bothEnds)
    let count = 0
    for (const message of listed) {
      const { key } = message
      count += 1
      if (key !== undefined) gone.delete(key)
      if (key !== undefined && isNew(key) && !lacked.has(key)) lacked.set(key, latest?.at)
      ranks[rankOf(message)]?.add(message)
    }
    for (const key of gone) {
      if (shown.has(key)) continue
      fates.delete(key)
      lacked.delete(key)
      freed.add(key)
    }
    return { ranks, count }
  }

  return {
    toRead(listed, at, sent, { goesOn = false } = {}) {
      if (!goesOn) shown.clear()
      const keys = first?.keys ?? compactKeys(keysOf(listed))
      const { ranks, count } = sorted(listed)
      first ??= { keys, count, mayHoldOurs: sent }
      hasChanged ||= count !== first.count || lacked.size > 0
      if (sent) listings += 1
      refusedWithoutKey = undefined
      lackedWithoutKey = latest?.allRead ? latest.at : undefined
      latest = { at, count, allRead: false }
      return rankByRank(isLast ? ranks : ranks.slice(0, 2 * KNOWN))
    },
    remember({ key }, fate) {
      if (isOverBound(fate)) overBound ??= fate
      if (key !== undefined) {
        fates.set(key, fate)
        if (!(fate instanceof ProbeError)) shown.add(key)
      } else if (fate instanceof ProbeError) refusedWithoutKey = fate
    },
    knows: ({ key }) => key !== undefined && fates.get(key) === 'foreign',
    isRefused: ({ key }) => key !== undefined && fates.get(key) instanceof ProbeError,
    overBound: (message) => (isLarge(message) ? overBound : undefined),
    get wasCutOff() {
      return overBound !== undefined
    },
    readAll() {
      if (latest) latest.allRead = true
    },
    beginLastLook() {
      isLast = true
    },
    lackedAt: ({ key }) => (key === undefined ? lackedWithoutKey : lacked.get(key)),
    stoodBefore: ({ key }) => key !== undefined && first?.mayHoldOurs === false && !isNew(key),
    get unchanged() {
      const count = first?.count ?? 0
      return hasChanged || count === 0 || listings < 2 ? undefined : { looks: listings, count }
    },
    get refusal() {
      const cameLater = first?.mayHoldOurs === true || (latest?.count ?? 0) > (first?.count ?? 0)
      if (refusedWithoutKey && cameLater) return refusedWithoutKey
      for (const [key, fate] of fates) {
        if (fate instanceof ProbeError && (first?.mayHoldOurs === true || isNew(key))) return fate
      }
      return undefined
    },
  }
}

/** Messages of one rank, as far as one look can read them: of a long listing those at both ends. */
interface BothEnds extends Iterable<ListedMessage> {
  add(message: ListedMessage): void
}

/** The newest stand at one end, whatever the server's order, so both are read in turn. */
function bothEnds(): BothEnds {
  const first: ListedMessage[] = []
  let last: ListedMessage[] = []
  return {
    add(message) {
      ;(first.length < MOST_OF_AN_END ? first : last).push(message)
      if (last.length >= 2 * MOST_OF_AN_END) last = last.slice(-MOST_OF_AN_END)
    },
    *[Symbol.iterator]() {
      const messages = [...first, ...last]
      while (messages.length > 0) yield* [...messages.splice(-1), ...messages.splice(0, 1)]
    },
  }
}

function* rankByRank(ranks: readonly BothEnds[]): Generator<ListedMessage> {
  for (const rank of ranks) yield* rank
}

function* keysOf(listed: Iterable<ListedMessage>): Generator<string> {
  for (const { key } of listed) if (key !== undefined) yield key
}

function isOverBound(fate: Fate | undefined): fate is ProbeError {
  return fate instanceof ProbeError && fate.evidence.kind === 'over-bound'
}

function isLarge({ sizeOctets = 0 }: ListedMessage): boolean {
  return sizeOctets > MAX_MESSAGE_OCTETS
}

function isNearOurs({ sizeOctets: octets }: ListedMessage): boolean {
  return octets === undefined || (octets >= OURS.atLeast && octets <= OURS.atMost)
}
