import { alarm, sleep } from '../../../app/concurrency/timing.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import type { ImapFolders } from './imap-folders.ts'
import { isRefusal } from '../refusal.ts'
import type { LoggedIn } from './logged-in.ts'

/** At first looks come this close together: mail that takes less than `SOON` is seen as it comes. */
const FIRST_GAPS: readonly Millis[] = [10, 20]
const CLOSE_GAP: Millis = 30
const SOON: Millis = 2 * SECOND
/**
 * IDLE is left for a look, since some servers fall silent in it: after a fifth of the time waited, within these.
 */
const SHORTEST_IDLE: Millis = 1 * SECOND
const LONGEST_IDLE: Millis = 12 * SECOND
const IDLE_SHARE = 1 / 5
/** Without a continuation by then the connection is given up: such servers answer nothing any more. */
const IDLE_BEGINS: Millis = 3 * SECOND
/** For the answer to DONE, and where there is news, which a new session would find as well. */
const IDLE_ENDS: Millis = 5 * SECOND
const IDLE_ENDS_WITH_NEWS: Millis = 1 * SECOND
/** IDLE that the server ends by itself, with nothing to tell, is asked for no oftener. */
const MOST_CUT_SHORT = 2
/** Without IDLE, looks come a twentieth of the time waited apart, no more than this. */
const LONGEST_GAP: Millis = 5 * SECOND
const GAP_SHARE = 1 / 20

export interface Waiting {
  /** When the run began to wait, on the monotonic clock. */
  readonly begunMs: Millis | undefined
  /** The server did not keep to IDLE: it is not asked for it again. */
  readonly idleFails: boolean
  /** As `MailboxSession.news`, but `lost` comes at once. */
  forNews(gap: Millis, signal: AbortSignal): Promise<'look' | 'lost'>
}

/** Waits in a session: close looks at first, then IDLE (RFC 2177). */
export function waiting(
  { wire, dialogue, clock, capabilities }: LoggedIn,
  folders: ImapFolders,
  before?: Pick<Waiting, 'begunMs' | 'idleFails'>,
): Waiting {
  let begunMs = before?.begunMs
  let idleFails = before?.idleFails ?? false
  let waits = 0
  let cutShort = 0

  /** Until there is news, or the time is over: then true. Throws what ends the connection. */
  async function idle(ms: Millis, signal: AbortSignal): Promise<boolean> {
    const awake = new AbortController()
    let hasBegun = false
    let isOver = false
    const told = { done: false }
    const wake = () => awake.abort()
    const count = wire.onData
    wire.onData = (data) => {
      count(data)
      if (folders.selected?.hasNews) wake()
    }
    let patience = alarm(clock, IDLE_BEGINS, 'no answer to IDLE')
    const giveUp = () => {
      idleFails = true
      dialogue.note('no answer to IDLE')
      wire.end({ kind: 'connection-lost' })
    }
    patience.signal.addEventListener('abort', giveUp)
    try {
      await wire.within(signal, () =>
        wire.say({
          line: 'IDLE',
          async answer() {
            // Only the first `+` begins it.
            if (hasBegun) return undefined
            hasBegun = true
            patience.disarm()
            await sleep(clock, ms, awake.signal)
            if (isOver) return undefined
            told.done = true
            const { hasNews } = folders.selected ?? {}
            patience = alarm(clock, hasNews ? IDLE_ENDS_WITH_NEWS : IDLE_ENDS, 'no answer to DONE')
            patience.signal.addEventListener('abort', giveUp)
            return { line: 'DONE' }
          },
        }),
      )
    } finally {
      isOver = true
      wake()
      patience.disarm()
      wire.onData = count
    }
    return told.done || folders.selected?.hasNews === true
  }

  async function idleOrPause(ms: Millis, pause: Millis, signal: AbortSignal): Promise<void> {
    const begun = clock.monotonicMs()
    if (await idle(ms, signal)) return
    idleFails ||= ++cutShort >= MOST_CUT_SHORT
    if (idleFails) dialogue.note('IDLE does not last: looks at growing gaps instead')
    await sleep(clock, begun + pause - clock.monotonicMs(), signal)
  }

  async function wait(gap: Millis, signal: AbortSignal): Promise<void> {
    const waitedMs = clock.monotonicMs() - (begunMs ??= clock.monotonicMs())
    const { selected } = folders
    const pause = Math.min(gap, LONGEST_GAP, GAP_SHARE * waitedMs)
    if (waitedMs < SOON || selected?.hasNews) {
      await sleep(clock, Math.min(gap, FIRST_GAPS[waits++] ?? CLOSE_GAP), signal)
    } else if (selected?.folder !== folders.expected) {
      // Junk was looked into: the next look selects the other folder again, where news is waited for.
      await sleep(clock, Math.min(gap, CLOSE_GAP), signal)
    } else if (capabilities.idle && !idleFails) {
      const ms = Math.min(gap, LONGEST_IDLE, Math.max(SHORTEST_IDLE, IDLE_SHARE * waitedMs))
      await idleOrPause(ms, pause, signal)
    } else {
      await sleep(clock, pause, signal)
    }
  }

  return {
    get begunMs() {
      return begunMs
    },
    get idleFails() {
      return idleFails
    },
    async forNews(gap, signal) {
      try {
        await wait(gap, signal)
      } catch (error) {
        if (wire.failure) return 'lost'
        if (!isRefusal(error)) throw error
        idleFails = true
        dialogue.note('IDLE is refused: looks at growing gaps instead')
      }
      return wire.failure ? 'lost' : 'look'
    },
  }
}
