import { readableText } from '../net/readable-text.ts'
import { type BodyBounds, type BodyReader, type ReplyBody, bodyReader } from './body-reader.ts'

/**
 * How the reply to one command may look. A body follows `+OK` where `body` says how much of it is taken;
 * `continuation` allows `+`, the server's turn in a SASL exchange (RFC 5034 §4).
 */
export interface ReplyShape {
  body?: BodyBounds
  continuation?: boolean
}

/**
 * One reply, or why there is none: `line` is the line that was no reply, absent where it never ended;
 * `isBound`: it is too much.
 */
export type Reply =
  | { kind: 'ok'; text: string; body?: ReplyBody }
  | { kind: 'continue'; text: string }
  | { kind: 'refused'; text: string }
  | { kind: 'protocol'; problem: string; line?: string; isBound?: true }

/**
 * Turns bytes into replies, however they were cut into chunks. Lines may end in a bare LF: some servers send
 * no CR.
 */
export interface ReplyReader {
  /** From now on one reply of this shape is due. Bytes that come while none is due are a `protocol` reply. */
  expect(shape: ReplyShape): void
  /** What this chunk completes: nothing, one reply, or that and a complaint about what came after it. */
  push(chunk: Buffer): readonly Reply[]
  /** Whether the reply under way is whole if nothing follows. */
  readonly restsAtDot: boolean
  /** Nothing followed: the reply that rests at a dot. */
  conclude(): Reply | undefined
  /** Octets taken of the reply that is under way. */
  readonly unfinishedOctets: number
}

/** Longest status line taken, octets; RFC 2449 §4 allows 512. */
const MAX_STATUS_LINE = 4096
const CR = 0x0d
const LF = 0x0a
const NOTHING = Buffer.alloc(0)

/** Told of every line as soon as it is whole, its body may still be under way; whether it is a reply at all. */
export type LineListener = (line: string, isReply: boolean) => void

export function replyReader(heard: LineListener): ReplyReader {
  let due: ReplyShape | undefined
  /** Of the status line under way. */
  let begun = NOTHING
  /** Once the status line is whole. */
  let answer: { text: string; body: BodyReader } | undefined

  function takeStatus(piece: Buffer, shape: ReplyShape): Reply | undefined {
    begun = Buffer.concat([begun, piece])
    if (begun.length > MAX_STATUS_LINE) {
      return { kind: 'protocol', problem: `a line of more than ${MAX_STATUS_LINE} octets` }
    }
    if (begun.at(-1) !== LF) return undefined
    const text = readableText(begun.subarray(0, begun.at(-2) === CR ? -2 : -1))
    const reply = statusReply(text, shape)
    heard(text, reply.kind !== 'protocol')
    if (reply.kind !== 'ok' || !shape.body) return reply
    answer = { text: reply.text, body: bodyReader(shape.body) }
    return undefined
  }

  function takeBody(chunk: Buffer): { taken: number; reply: Reply | undefined } {
    if (!answer) throw new TypeError('no body is under way')
    const { taken, ended } = answer.body.push(chunk)
    const { excess } = answer.body
    if (!excess) return { taken, reply: ended ? whole() : undefined }
    const problem = `${excess.of} of more than ${excess.bound} octets`
    return { taken, reply: { kind: 'protocol', problem, isBound: true } }
  }

  function whole(): Reply | undefined {
    return answer && { kind: 'ok', text: answer.text, body: answer.body.whole() }
  }

  /** Takes what belongs together: a status line or a part of one, or a body or a part of one. */
  function take(chunk: Buffer, shape: ReplyShape): { taken: number; reply: Reply | undefined } {
    if (answer) return takeBody(chunk)
    const end = chunk.indexOf(LF) + 1
    const taken = end === 0 ? chunk.length : end
    return { taken, reply: takeStatus(chunk.subarray(0, taken), shape) }
  }

  return {
    expect(shape) {
      due = shape
      begun = NOTHING
      answer = undefined
    },
    push(chunk) {
      const replies: Reply[] = []
      let rest = chunk
      while (rest.length > 0) {
        if (!due) {
          replies.push(unasked(rest, heard))
          break
        }
        const { taken, reply } = take(rest, due)
        rest = rest.subarray(taken)
        if (!reply) continue
        replies.push(reply)
        due = undefined
        answer = undefined
        // After a line that is no POP3 nothing that follows has a meaning.
        if (reply.kind === 'protocol') break
      }
      return replies
    },
    get restsAtDot() {
      return due !== undefined && answer?.body.restsAtDot === true
    },
    conclude() {
      const reply = whole()
      due = undefined
      answer = undefined
      return reply
    },
    get unfinishedOctets() {
      return due ? (answer?.body.octets ?? begun.length) : 0
    },
  }
}

function statusReply(line: string, shape: ReplyShape): Reply {
  const [, indicator, text = ''] = /^(\+OK|[-+]ERR):?(?:[ \t]+(.*))?$/is.exec(line) ?? []
  if (indicator?.toUpperCase() === '+OK') return { kind: 'ok', text }
  // hMailServer says `+ERR`; capitals are the rule (RFC 1939 §3), and small servers break it.
  if (indicator) return { kind: 'refused', text }
  if (shape.continuation && /^\+(?: |$)/.test(line)) return { kind: 'continue', text: line.slice(2) }
  return { kind: 'protocol', problem: 'a line that is no POP3 reply', line }
}

function unasked(bytes: Buffer, heard: LineListener): Reply {
  const problem = 'bytes that nobody asked for'
  const end = bytes.subarray(0, MAX_STATUS_LINE).indexOf(LF)
  if (end < 0) return { kind: 'protocol', problem }
  const line = readableText(bytes.subarray(0, bytes[end - 1] === CR ? end - 1 : end))
  heard(line, false)
  return { kind: 'protocol', problem, line }
}
