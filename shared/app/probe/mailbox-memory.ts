import type { Instant } from '../ports/clock.ts'
import type { ListedMessage } from '../ports/mail.ts'
import { ProbeError } from '../ports/probe-error.ts'

/**
 * Octets of a test message under the trace headers of many hops. It decides the order only: some servers
 * estimate sizes.
 */
const OURS = { atLeast: 400, atMost: 16 * 1024 }

/** What reading a message came to: somebody else's; one of ours that waits for its run; or a refusal. */
type Fate = 'foreign' | 'waiting' | ProbeError

/** What one run remembers of the mailbox from look to look. A message without a key is unknown at each. */
export interface MailboxMemory {
  /**
   * Takes in a listing (`sent`: ours may be in it) and answers what to read, the likeliest first: what is
   * new, then what the first listing held, then what was read in vain; in the last look what is known too.
   */
  toRead(listed: readonly ListedMessage[], at: Instant, sent: boolean): Iterable<ListedMessage>
  /**
   * Only `foreign` is not read again: test messages have much in common, and some servers give equal ids for
   * that, the next as soon as the one before is deleted.
   */
  remember(message: ListedMessage, fate: Fate): void
  /** Whether its key was somebody else's in an earlier look. */
  knows(message: ListedMessage): boolean
  /** All that was to be read in this look has been. */
  readAll(): void
  /** The next look is the last: it trusts no key. */
  beginLastLook(): void
  /** When the last listing that is sure to have lacked this message arrived. */
  lackedAt(message: ListedMessage): Instant | undefined
  /** Of a message that came after sending, as far as one can tell, and is refused still. */
  readonly refusal: ProbeError | undefined
}

export function mailboxMemory(): MailboxMemory {
  const fates = new Map<string, Fate>()
  /** Of each message that came after the first listing: when the one before it arrived. */
  const lacked = new Map<string, Instant | undefined>()
  let first: { keys: Set<string>; count: number; mayHoldOurs: boolean } | undefined
  let latest: { at: Instant; count: number; allRead: boolean } | undefined
  let lackedWithoutKey: Instant | undefined
  let refusedWithoutKey: ProbeError | undefined
  let isLast = false

  /** A key that is gone names another message when it comes again. */
  function forgetGone(listed: readonly ListedMessage[]): void {
    const gone = new Set([...fates.keys(), ...lacked.keys()])
    for (const { key } of listed) if (key !== undefined) gone.delete(key)
    for (const key of gone) {
      fates.delete(key)
      lacked.delete(key)
      first?.keys.delete(key)
    }
  }

  function isNew({ key }: ListedMessage): boolean {
    return key !== undefined && first?.keys.has(key) === false
  }

  function sorted(listed: readonly ListedMessage[]) {
    const heaps: Record<'fresh' | 'old' | 'inVain' | 'known', ListedMessage[]> = {
      fresh: [],
      old: [],
      inVain: [],
      known: [],
    }
    for (const message of listed) {
      const fate = fates.get(message.key ?? '')
      if (fate === 'foreign') heaps.known.push(message)
      else if (fate) heaps.inVain.push(message)
      else heaps[isNew(message) ? 'fresh' : 'old'].push(message)
    }
    return heaps
  }

  return {
    toRead(listed, at, sent) {
      forgetGone(listed)
      first ??= {
        keys: new Set(listed.flatMap(({ key }) => key ?? [])),
        count: listed.length,
        mayHoldOurs: sent,
      }
      refusedWithoutKey = undefined
      lackedWithoutKey = latest?.allRead ? latest.at : undefined
      const heaps = sorted(listed)
      for (const { key = '' } of heaps.fresh) if (!lacked.has(key)) lacked.set(key, latest?.at)
      latest = { at, count: listed.length, allRead: false }
      return likeliestFirst([heaps.fresh, heaps.old, heaps.inVain, ...(isLast ? [heaps.known] : [])])
    },
    remember({ key }, fate) {
      if (key !== undefined) fates.set(key, fate)
      else if (fate instanceof ProbeError) refusedWithoutKey = fate
    },
    knows: ({ key }) => key !== undefined && fates.get(key) === 'foreign',
    readAll() {
      if (latest) latest.allRead = true
    },
    beginLastLook() {
      isLast = true
    },
    lackedAt: ({ key }) => (key === undefined ? lackedWithoutKey : lacked.get(key)),
    get refusal() {
      const cameLater = first?.mayHoldOurs === true || (latest?.count ?? 0) > (first?.count ?? 0)
      if (refusedWithoutKey && cameLater) return refusedWithoutKey
      for (const [key, fate] of fates) {
        if (fate instanceof ProbeError && (first?.mayHoldOurs === true || isNew({ key }))) return fate
      }
      return undefined
    },
  }
}

/**
 * Of each heap those near our size before the others, both ends in turn: the newest stand at one of them,
 * whatever the server's order.
 */
function* likeliestFirst(heaps: readonly (readonly ListedMessage[])[]): Generator<ListedMessage> {
  for (const heap of heaps) {
    yield* bothEnds(heap.filter(isNearOurs))
    yield* bothEnds(heap.filter((message) => !isNearOurs(message)))
  }
}

function* bothEnds(messages: readonly ListedMessage[]): Generator<ListedMessage> {
  const half = Math.ceil(messages.length / 2)
  for (let n = 0; n < half; n += 1) {
    yield* messages.slice(messages.length - n - 1, messages.length - n)
    if (n < messages.length - n - 1) yield* messages.slice(n, n + 1)
  }
}

function isNearOurs({ sizeOctets: octets }: ListedMessage): boolean {
  return octets === undefined || (octets >= OURS.atLeast && octets <= OURS.atMost)
}
