import { isEndedLook } from '../../../core/run/retry-policy.ts'
import { isRecent } from '../../../core/run/gmail.ts'
import { SCHEMES } from '../../../core/run/schemes.ts'
import type { Seen } from '../../../core/run/run.ts'
import type { Millis } from '../../../core/time/units.ts'
import { endLook } from './end-look.ts'
import type { LoginPace } from '../login-pace.ts'
import type { LookTimes } from './look-times.ts'
import { type MailboxMemory, mailboxMemory } from './mailbox-memory.ts'
import { mailboxOpener } from './open-mailbox.ts'
import { waitingOut } from '../retry-transient.ts'
import type { ListedMessage, MailboxSession, News } from '../../ports/mail.ts'
import { type ProbeContext, isSent } from '../probe-context.ts'
import { ProbeError } from '../../ports/probe-error.ts'
import { type ListedAs, type Sighted, searchListing } from './search-listing.ts'
import type { Found } from './search-mailbox.ts'
import { seenMessage } from './seen-message.ts'
import { sleep } from '../../concurrency/timing.ts'

/** Looks into the mailbox of one run, and remembers what it has read. */
export interface MailboxLooker {
  /**
   * Looks once, in a new session unless one stands: finds, deletes and sweeps. Waits out what passes (a
   * locked maildrop, a login delay, a session that the server ends). Throws `ProbeError` for what it does
   * before the message is seen.
   */
  look(): Promise<Seen | undefined>
  /**
   * Waits for the next look as `MailboxSession.news` does; after `over` and `lost` it will open another
   * session.
   */
  wait(gap: Millis): Promise<News>
  /** A session stands: where it stands for several looks, the next one needs no login. */
  readonly isOpen: boolean
  /**
   * The look that failed last could not open a session, right after the one before was lost while it waited.
   */
  readonly failedAfterLost: boolean
  /** Ends the session that stands, if any; to be called when no look follows. */
  close(): Promise<void>
  /** Looks that ended well and began after the message was sent, or may have been. */
  readonly looksSinceSent: number
  /** Sessions of the look under way, or last, that the server ended before it was over. */
  readonly sessionsEnded: number
  /** Looks in a row that were refused. */
  readonly looksRefused: number
  /** Ms that the last look took, without any wait before its last try. */
  readonly lookMs: Millis
  /** To be called before the last look, which then reads again what it would pass over as read. */
  beginLastLook(): void
  /** Of a message that came after ours was sent and that the server would not show to the last. */
  readonly refusal: ProbeError | undefined
}

export function mailboxLooker(
  context: ProbeContext,
  cancel: AbortSignal,
  pace: LoginPace,
  untilSent: () => Promise<void>,
  times: LookTimes,
): MailboxLooker {
  const { ports, warnings } = context
  const memory = mailboxMemory()
  const junkMemory = mailboxMemory()
  const isPop3 = SCHEMES[context.monitor.mailbox.server.scheme].protocol === 'POP3'
  let isJunkSearched = false
  const opener = mailboxOpener(context, cancel, pace, untilSent, times)
  let session: MailboxSession | undefined
  let learnt: object | undefined
  let looksSinceSent = 0
  let sessionsEnded = 0
  let looksRefused = 0
  let lookMs = 0
  let wasLost = false
  let failedAfterLost = false

  async function lookOnce(): Promise<Seen | undefined> {
    let afterSent = isSent(context)
    const goesOn = session !== undefined
    if (!session) {
      failedAfterLost = wasLost
      session = await opener.open(learnt)
      failedAfterLost = wasLost = false
      afterSent ||= opener.isAfterSent
    }
    const mayHoldOurs = context.resumed || isSent(context)
    opener.beginLook()
    context.firstSessionTimes ??= context.lastSessionTimes
    context.mailboxOpened.resolve()
    const { found, sight } = await searchBoth(session, { mayHoldOurs, goesOn })
    const seen = seenMessage(found.ours, sight, opener, context)
    if (found.ours.length > 1) warnings.add('duplicate')
    // A session that is over has nothing to end; what it found is deleted another time.
    if (seen || !found.isCutOff) await endLook(session, found, seen, context, cancel)
    if (seen && !isJunkSearched) await sweepJunk(session, { mayHoldOurs, goesOn })
    if (afterSent) looksSinceSent += 1
    return seen
  }

  /** The folder where the message is expected, and junk where it is not there. */
  async function searchBoth(session: MailboxSession, as: ListedAs): Promise<Sighted> {
    const { list, listJunk } = session
    const expected = await search(session, await list(cancel), memory, as)
    const isQueue = session.listsUnfetched === true && !isRecent(context.monitor.mailbox.userid)
    context.unchanged = memory.unchanged && isPop3 ? { ...memory.unchanged, isQueue } : undefined
    if (expected.found.ours.length > 0 || expected.found.isCutOff || !listJunk) return expected
    isJunkSearched = true
    const junkListed = await listJunk(cancel)
    if (!junkListed) return expected
    const junk = await search(session, junkListed, junkMemory, as)
    if (junk.found.ours.length === 0) return { ...expected, found: both(expected.found, junk.found) }
    // Another copy may have come where it is expected meanwhile, and then all is well.
    const again = await search(session, await list(cancel), memory, { ...as, goesOn: true })
    const { sight } = again.found.ours.length > 0 ? again : junk
    return { found: both(again.found, junk.found), sight }
  }

  /** Fast mail is found before junk is looked into; what other runs left there is swept all the same. */
  async function sweepJunk(session: MailboxSession, as: ListedAs): Promise<void> {
    if (!session.listJunk) return
    // The phases are those of the look that found the message.
    context.lastSessionTimes = { ...context.lastSessionTimes }
    try {
      const { found } = await search(session, (await session.listJunk(cancel)) ?? [], junkMemory, as)
      await endLook(session, { ...found, ours: [] }, undefined, context, cancel)
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error
      context.log.note(`the junk folder was not swept: ${error.message}`)
    }
  }

  function search(
    session: MailboxSession,
    listed: Iterable<ListedMessage>,
    memory: MailboxMemory,
    as: ListedAs,
  ): Promise<Sighted> {
    return searchListing(session, listed, memory, as, context, cancel)
  }

  async function tryToLook(): Promise<Seen | undefined> {
    const begun = ports.clock.monotonicMs()
    try {
      const seen = await lookOnce()
      looksRefused = 0
      return seen
    } catch (error) {
      if (error instanceof ProbeError && error.evidence.kind === 'refused') looksRefused += 1
      if (error instanceof ProbeError && isEndedLook(error.evidence)) sessionsEnded += 1
      await close()
      throw error
    } finally {
      lookMs = ports.clock.monotonicMs() - begun
    }
  }

  async function close(): Promise<void> {
    const ended = session
    session = undefined
    learnt = ended?.learnt ?? learnt
    for (const warning of ended?.warnings ?? []) warnings.add(warning)
    await ended?.close()
  }

  return {
    get looksSinceSent() {
      return looksSinceSent
    },
    get sessionsEnded() {
      return sessionsEnded
    },
    get isOpen() {
      return session !== undefined
    },
    get failedAfterLost() {
      return failedAfterLost
    },
    get looksRefused() {
      return looksRefused
    },
    get lookMs() {
      return lookMs
    },
    get refusal() {
      return memory.refusal
    },
    beginLastLook() {
      memory.beginLastLook()
      junkMemory.beginLastLook()
    },
    async look() {
      sessionsEnded = 0
      failedAfterLost = false
      const looked = waitingOut(tryToLook, {
        clock: ports.clock,
        deadlineMs: context.deadlineMs,
        cancel,
        nextTry: pace.nextTry,
        onRefusal(gap) {
          warnings.add('mailbox-waited-for')
          opener.note(`tried again in ${Math.round(gap)} ms`)
        },
      })
      return looked.finally(() => (wasLost = false))
    },
    async wait(gap) {
      if (!session) await sleep(ports.clock, gap, cancel)
      const news = session ? await session.news(gap, cancel) : 'over'
      wasLost ||= news === 'lost'
      if (news === 'lost') opener.note('the server ended the session while it waited for mail')
      if (news !== 'look') await close()
      return news
    },
    close,
  }
}

function both(one: Found, other: Found): Found {
  return {
    ours: [...one.ours, ...other.ours],
    leftovers: [...one.leftovers, ...other.leftovers],
    isCutOff: one.isCutOff || other.isCutOff,
  }
}
