import { sleep } from '../../../shared/app/concurrency/timing.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import type { Dialogue } from '../../../shared/app/ports/dialogue.ts'
import type { ListedMessage, MailboxSession } from '../../../shared/app/ports/mail.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import type { MailStep } from './mail-steps.ts'

export interface StoredMessage {
  uid: string
  text: string
  /** It lies in the junk folder. */
  isJunk?: true
}

interface MemoryMessage extends ListedMessage {
  stored: StoredMessage
}

/** What a session sees of the mailbox. */
export interface MemoryFolder {
  clock: Clock
  step(name: MailStep, signal: AbortSignal): Promise<void>
  /** What can be listed now. */
  messages(): readonly StoredMessage[]
  take(marked: ReadonlySet<StoredMessage>): void
  /** Stands for all looks of a run, and leaves out of its listings what it has shown. */
  staysOpen: boolean
  /** The steps of its own. */
  steps: { list: MailStep; settle: MailStep }
  /** Junk is looked into. */
  seesJunk: boolean
  /** Ms until a session that stays open has something to say; it is asked at each wait. */
  newsMs(): Millis
  /** Fires at the next arrival. */
  arrival(): AbortSignal
}

export function memorySession(folder: MemoryFolder, dialogue: Dialogue): MailboxSession {
  const { clock, step, staysOpen, steps } = folder
  const snapshot = [...folder.messages()]
  const marked = new Set<StoredMessage>()
  const shown = new Set<StoredMessage>()

  function listed(isThere: (stored: StoredMessage) => boolean): MemoryMessage[] {
    const messages = staysOpen ? folder.messages().filter((stored) => !shown.has(stored)) : snapshot
    return messages.filter(isThere).map((stored) => {
      const sizeOctets = stored.text.length
      const key = `${stored.isJunk ? 'junk ' : ''}${stored.uid} ${sizeOctets}`
      return { key, sizeOctets, stored, ...(stored.isJunk && { isJunk: true }) }
    })
  }

  return {
    warnings: [],
    list: (signal) =>
      dialogue.during('search', async () => {
        await step(steps.list, signal)
        return listed((stored) => !stored.isJunk)
      }),
    ...(folder.seesJunk && {
      listJunk: (signal: AbortSignal) =>
        dialogue.during('search', async () => {
          await step('junk.list', signal)
          return listed((stored) => stored.isJunk === true)
        }),
    }),
    header: ({ stored }: MemoryMessage, signal) =>
      dialogue.during('retrieve', async () => {
        await step('mailbox.header', signal)
        shown.add(stored)
        return stored.text.split('\r\n\r\n')[0] ?? ''
      }),
    opening: ({ stored }: MemoryMessage, lines, signal) =>
      dialogue.during('retrieve', async () => {
        await step('mailbox.opening', signal)
        const text = stored.text.slice(stored.text.indexOf('\r\n\r\n') + 4)
        return text.split('\r\n').slice(0, lines).join('\r\n')
      }),
    remove: ({ stored }: MemoryMessage, signal) =>
      dialogue.during('delete', async () => {
        await step('mailbox.remove', signal)
        marked.add(stored)
      }),
    settle: (signal) =>
      dialogue.during('delete', async () => {
        await step(steps.settle, signal)
        folder.take(marked)
      }),
    async news(gap, signal) {
      const begun = clock.monotonicMs()
      const ended = await step('mailbox.news', signal).then(
        () => false,
        () => true,
      )
      if (!staysOpen || ended) {
        await sleep(clock, Math.max(0, gap - (clock.monotonicMs() - begun)), signal)
        return ended ? 'lost' : 'over'
      }
      await sleep(clock, Math.min(gap, folder.newsMs()), AbortSignal.any([signal, folder.arrival()]))
      return signal.aborted ? 'over' : 'look'
    },
    close: () => Promise.resolve(),
  }
}
