import type { Clock } from '../../../app/ports/clock.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { MailboxSession } from '../../../app/ports/mail.ts'
import { sleep } from '../../../app/concurrency/timing.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import { listMessages } from './list-messages.ts'
import type { Pop3Message } from './listing.ts'
import { fetchWhole } from './fetch-whole.ts'
import { type TopUse, headerOf, messageReader, textOf } from './message-reader.ts'
import { pop3Library } from './pop3-library.ts'
import type { Pop3Wire } from './pop3-wire.ts'

/** What can be done once the login stands (RFC 1939 §5 and §6): one look at what was there at login. */
export function pop3Session(
  wire: Pop3Wire,
  dialogue: Dialogue,
  clock: Clock,
  learnt: TopUse,
  listsUnfetched = false,
): MailboxSession {
  const library = pop3Library(wire)
  const reader = messageReader(library, learnt, dialogue)
  let marked = 0

  const end = () => wire.end({ kind: 'connection-lost' })
  const during = <T>(phase: PhaseName, signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    dialogue.during(phase, () => wire.within(signal, work))

  return {
    warnings: [],
    learnt,
    ...(listsUnfetched && { listsUnfetched }),
    list: (signal) =>
      during('search', signal, async () => {
        const messages = await listMessages(wire, dialogue)
        reader.listed(messages.length)
        return messages
      }),
    header: (message: Pop3Message, signal) =>
      during('retrieve', signal, async () => headerOf(await reader.show(message, 0))),
    opening: (message: Pop3Message, lines, signal) =>
      during('retrieve', signal, async () => textOf(await reader.show(message, lines))),
    async remove(message: Pop3Message, signal, fetchFirst = listsUnfetched) {
      // In no phase: no other server needs it, and the times of reading and deleting are compared among servers.
      if (fetchFirst) await wire.within(signal, () => fetchWhole(message, library, dialogue))
      await during('delete', signal, () => library.DELE(message.number))
      marked += 1
    },
    async settle(signal) {
      const quit = () => library.QUIT()
      try {
        // Where nothing is marked QUIT is no deletion: its time belongs to no phase.
        await (marked > 0 ? during('delete', signal, quit) : wire.within(signal, quit))
      } finally {
        end()
      }
    },
    async news(gap, signal) {
      await sleep(clock, gap, signal)
      return 'over'
    },
    close() {
      end()
      return Promise.resolve()
    },
  }
}
