import type { MailboxSession } from '../../../app/ports/mail.ts'
import { alarm, sleep } from '../../../app/concurrency/timing.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import { type Millis, SECOND } from '../../../core/time/units.ts'
import type { Warning } from '../../../core/run/run.ts'
import { deletion } from './deletion.ts'
import { type ImapFolders, type LearntFolders, imapFolders } from './imap-folders.ts'
import { listJunk } from './junk-listing.ts'
import { type ImapMessage, listing } from './listing.ts'
import { type LearntReading, messageReader } from './message-reader.ts'
import { type Waiting, waiting } from './waiting.ts'
import { type LoggedIn, toldOfLogin } from './logged-in.ts'

/** What the sessions of one run hand on. */
export interface ImapLearnt extends LearntFolders, LearntReading, Pick<Waiting, 'begunMs' | 'idleFails'> {}

/** LOGOUT is a courtesy. */
const LOGOUT_TIMEOUT: Millis = 1 * SECOND

/** What can be done once the login stands: looks, one after another, as long as the connection lasts. */
export function imapSession(session: LoggedIn, before?: ImapLearnt): MailboxSession {
  const { wire, dialogue, clock } = session
  const warnings: Warning[] = []
  const folders: ImapFolders = imapFolders(session, warnings, before)
  const list = listing(session, folders)
  const reader = messageReader(session, folders, before)
  const deleting = deletion(session, folders, warnings, reader.known)
  const wait = waiting(session, folders, before)

  const during = <T>(phase: PhaseName, signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    dialogue.during(phase, () => wire.within(signal, work)).catch(toldOfLogin(session))

  function toldReader<T extends readonly ImapMessage[] | undefined>(messages: T): T {
    if (messages) reader.listed(messages)
    return messages
  }

  return {
    warnings,
    get learnt() {
      return { ...folders.learnt, ...reader.learnt, begunMs: wait.begunMs, idleFails: wait.idleFails }
    },
    list: (signal) => during('search', signal, () => list.expected().then(toldReader)),
    ...(session.junk && {
      listJunk: (signal: AbortSignal) => listJunk(list, folders, session, signal).then(toldReader),
    }),
    header: (message: ImapMessage, signal) => during('retrieve', signal, () => reader.header(message)),
    opening: (message: ImapMessage, _lines, signal) =>
      during('retrieve', signal, () => reader.opening(message)),
    remove(message: ImapMessage) {
      // Whatever comes of it: it is not found a second time.
      list.forget(message)
      deleting.mark(message)
      return Promise.resolve()
    },
    async settle(signal) {
      if (deleting.isDue) await during('delete', signal, () => deleting.carryOut())
    },
    async news(gap, signal) {
      const begun = clock.monotonicMs()
      const news = await wait.forNews(gap, signal)
      if (news === 'look' && !signal.aborted) return 'look'
      await sleep(clock, begun + gap - clock.monotonicMs(), signal)
      return signal.aborted ? 'over' : 'lost'
    },
    async close() {
      const patience = alarm(clock, LOGOUT_TIMEOUT, 'no answer to LOGOUT')
      try {
        if (!wire.failure) await wire.within(patience.signal, () => wire.say({ line: 'LOGOUT' }))
      } catch {
        // What a server says to a goodbye changes nothing.
      } finally {
        patience.disarm()
        wire.end({ kind: 'connection-lost' })
      }
    },
  }
}
