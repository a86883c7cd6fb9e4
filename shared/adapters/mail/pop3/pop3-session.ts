import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Clock } from '../../../app/ports/clock.ts'
import type { MailboxSession } from '../../../app/ports/mail.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import { sleep } from '../../../app/concurrency/timing.ts'
import type { PhaseName } from '../../../core/time/phases.ts'
import { type ListingRow, type Pop3Message, joinListings } from './listing.ts'
import { type Pop3Library, pop3Library } from './pop3-library.ts'
import type { Pop3Wire } from './pop3-wire.ts'

/** Largest message that is read whole where there is no TOP: a test message with all its trace headers is a few KB. */
const MAX_WHOLE_OCTETS = 64 * 1024

/** What can be done once the login stands (RFC 1939 §5 and §6): one look at what was there at login. */
export function pop3Session(wire: Pop3Wire, dialogue: Dialogue, clock: Clock): MailboxSession {
  const library = pop3Library(wire)
  const show = messageReader(library, dialogue)
  let marked = 0

  const end = () => wire.end({ kind: 'connection-lost' })
  const during = <T>(phase: PhaseName, signal: AbortSignal, work: () => Promise<T>): Promise<T> =>
    dialogue.during(phase, () => wire.within(signal, work))

  return {
    warnings: [],
    list: (signal) => during('search', signal, () => listMessages(library, dialogue)),
    header: (message: Pop3Message, signal) =>
      during('retrieve', signal, async () => headerOf(await show(message, 0))),
    opening: (message: Pop3Message, lines, signal) =>
      during('retrieve', signal, async () => textOf(await show(message, lines))),
    async remove(message: Pop3Message, signal) {
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

/** UIDL for who is who, LIST for sizes; a server may lack either (RFC 1939 §7 makes UIDL optional), not both. */
async function listMessages(library: Pop3Library, dialogue: Dialogue): Promise<Pop3Message[]> {
  const uidl = await listing(() => library.UIDL())
  if (uidl instanceof ProbeError) dialogue.note('no UIDL: messages are told apart by number')
  const list = await listing(() => library.LIST())
  if (list instanceof ProbeError) {
    if (uidl instanceof ProbeError) throw list
    dialogue.note('no LIST: sizes are unknown')
  }
  const { messages, strange } = joinListings(rowsOf(uidl), rowsOf(list))
  if (strange > 0) dialogue.note(`${strange} lines of the listing name no message of their own`)
  return messages
}

/** The rows, or the refusal. */
async function listing(ask: () => Promise<string[][] | string[]>): Promise<ListingRow[] | ProbeError> {
  try {
    const rows = await ask()
    return rows.map((row) => (typeof row === 'string' ? [row] : row))
  } catch (error) {
    if (isRefusal(error)) return error
    throw error
  }
}

function rowsOf(answer: ListingRow[] | ProbeError): ListingRow[] | undefined {
  return answer instanceof ProbeError ? undefined : answer
}

/**
 * TOP, or RETR where the server has no TOP (RFC 1939 §7 makes it optional); then a message that is too large to be ours
 * reads as an empty header. Where sizes are not known either, the refusal of TOP stands.
 */
function messageReader(
  library: Pop3Library,
  dialogue: Dialogue,
): (message: Pop3Message, lines: number) => Promise<string> {
  let noTop: ProbeError | undefined

  async function whole({ number, sizeOctets }: Pop3Message, refusal: ProbeError): Promise<string> {
    if (sizeOctets === undefined) throw refusal
    if (sizeOctets > MAX_WHOLE_OCTETS) return ''
    try {
      return await library.RETR(number)
    } catch (error) {
      throw isRefusal(error) ? refusal : error
    }
  }

  return async (message, lines) => {
    if (noTop) return whole(message, noTop)
    try {
      return await library.TOP(message.number, lines)
    } catch (error) {
      if (!isRefusal(error)) throw error
      noTop = error
      dialogue.note('no TOP: small messages are read whole')
      return whole(message, error)
    }
  }
}

/** Up to the first empty line: some servers send the body too, whatever number of its lines was asked for. */
function headerOf(text: string): string {
  if (text.startsWith('\r\n')) return ''
  const end = text.indexOf('\r\n\r\n')
  return end < 0 ? text : text.slice(0, end + 2)
}

/** What follows the header. */
function textOf(text: string): string {
  return text.slice(headerOf(text).length + 2)
}

function isRefusal(error: unknown): error is ProbeError {
  return error instanceof ProbeError && error.evidence.kind === 'refused'
}
