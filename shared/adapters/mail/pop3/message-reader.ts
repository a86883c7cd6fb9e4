import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { ProbeError } from '../../../app/ports/probe-error.ts'
import type { Capabilities } from './capabilities.ts'
import type { Pop3Message } from './listing.ts'
import type { Pop3Library } from './pop3-library.ts'
import { isRefusal } from '../refusal.ts'

/**
 * Largest message that is read whole where there is no TOP: a test message with all its trace headers is a
 * few KB.
 */
export const MAX_WHOLE_OCTETS = 64 * 1024

/** TOP is what the server does not know, in words that name no message. */
const NO_SUCH_COMMAND =
  /\b(?:unknown|unrecogni[sz]ed|unsupported|unimplemented|invalid|illegal|bad|no such|disabled)\b.{0,20}\b(?:command|verb|keyword)\b|\b(?:command|verb|TOP)\b.{0,30}\b(?:unknown|unrecogni[sz]ed|unsupported|unimplemented|invalid|illegal|disabled|not (?:\w+ )?(?:implemented|supported|recogni[sz]ed|understood|known|valid|allowed|available|enabled|permitted))\b|^(?:\[[^\]]*\] ?)?(?:unknown|unrecogni[sz]ed|unsupported|unimplemented|disabled|not (?:implemented|supported))\W*$|^TOP\W*$/i
const NAMES_A_MESSAGE = /\b(?:message|msg|mail|letter)s?\b/i

/** What the sessions of one run learn of TOP, which RFC 1939 §7 makes optional. */
export interface TopUse {
  /** CAPA lists what the server can do, and TOP is not among it. */
  readonly unlisted: boolean
  works: boolean
  /** Messages for which it was refused as a command, and how often that was. */
  readonly refusedFor: Set<string | number>
  refusals: number
}

/** Before anything is learnt. */
export function topUse(capabilities: Capabilities | undefined): TopUse {
  return { unlisted: capabilities?.top === false, works: false, refusedFor: new Set(), refusals: 0 }
}

export interface MessageReader {
  /** How many messages the session has listed. */
  listed(count: number): void
  /** The header, an empty line and so many lines of what follows, or more of them. */
  show(message: Pop3Message, lines: number): Promise<string>
}

/**
 * TOP; or RETR where the server has no TOP. RETR marks other people's mail as read, so one refused message is
 * no reason: only CAPA is, or words that name the command, at two messages or twice at the only one. A
 * message too large to be ours then reads as an empty header; where sizes are not known, the refusal stands.
 */
export function messageReader(library: Pop3Library, learnt: TopUse, dialogue: Dialogue): MessageReader {
  let count = 0

  function hasNoTop(): boolean {
    const { unlisted, works, refusedFor, refusals } = learnt
    return !works && (unlisted ? refusals > 0 : refusedFor.size > 1 || (refusals > 1 && count === 1))
  }

  function learn({ key, number }: Pop3Message, { evidence: { text = '' } }: ProbeError): void {
    const namesCommand = NO_SUCH_COMMAND.test(text) && !NAMES_A_MESSAGE.test(text)
    if (!namesCommand && !learnt.unlisted) return
    learnt.refusedFor.add(key ?? number)
    learnt.refusals += 1
    if (hasNoTop()) dialogue.note('no TOP: small messages are read whole')
  }

  async function whole({ number, sizeOctets }: Pop3Message): Promise<string | undefined> {
    if (sizeOctets === undefined) return undefined
    return sizeOctets > MAX_WHOLE_OCTETS ? '' : library.RETR(number)
  }

  return {
    listed(messages) {
      count = messages
    },
    async show(message, lines) {
      const shown = hasNoTop() ? await whole(message) : undefined
      if (shown !== undefined) return shown
      try {
        const text = await library.TOP(message.number, lines)
        learnt.works = true
        return text
      } catch (error) {
        if (!isRefusal(error)) throw error
        const knewIt = hasNoTop()
        learn(message, error)
        const text = !knewIt && hasNoTop() ? await whole(message) : undefined
        if (text === undefined) throw error
        return text
      }
    },
  }
}

/** Up to the first empty line: some servers send the body too, whatever number of its lines was asked for. */
export function headerOf(text: string): string {
  const lineEnd = lineEndOf(text)
  if (text.startsWith(lineEnd)) return ''
  const end = text.indexOf(lineEnd + lineEnd)
  return end < 0 ? text : text.slice(0, end + lineEnd.length)
}

/** What follows the header and its empty line. */
export function textOf(text: string): string {
  return text.slice(headerOf(text).length + lineEndOf(text).length)
}

/** Bare LFs are text where there are CRLFs. */
function lineEndOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}
