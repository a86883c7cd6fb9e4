/**
 * How the reply to one command may look. A body follows `+OK` where `body` says how much of it is taken
 * (octets on the wire with the dot at the end, lines); `continuation` allows `+`, the server's turn in a SASL
 * exchange (RFC 5034 §4).
 */
export interface ReplyShape {
  body?: { maxOctets: number; maxLines: number }
  continuation?: boolean
}

/**
 * One reply, or why there is none: `line` is the line that was no reply, absent where it never ended. A body
 * is whole, its dots unstuffed, every line ended by CRLF (RFC 1939 §3).
 */
export type Reply =
  | { kind: 'ok'; text: string; body?: ReplyBody }
  | { kind: 'continue'; text: string }
  | { kind: 'refused'; text: string }
  | { kind: 'protocol'; problem: string; line?: string }

export interface ReplyBody {
  bytes: Buffer
  lines: number
}

/** Turns bytes into replies, however they were cut into chunks. */
export interface ReplyReader {
  /** From now on one reply of this shape is due. Bytes that come while none is due are a `protocol` reply. */
  expect(shape: ReplyShape): void
  /** What this chunk completes: nothing, one reply, or that and a complaint about what came after it. */
  push(chunk: Buffer): readonly Reply[]
  /** Octets taken of the reply that is under way. */
  readonly unfinishedOctets: number
}

/** Longest status line taken, octets; RFC 2449 §4 allows 512. */
const MAX_STATUS_LINE = 4096
const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
const NOTHING = Buffer.alloc(0)

/** `heard` is told of every status line as soon as it is whole, its body may still be under way. */
export function replyReader(heard: (line: string) => void): ReplyReader {
  let due: ReplyShape | undefined
  /** The text after `+OK` while its body is under way. */
  let status: string | undefined
  /** The line under way, in pieces, so that a long one is joined only once. */
  let pieces: Buffer[] = []
  let lineOctets = 0
  let body: Buffer[] = []
  let bodyOctets = 0

  /** Octets of `chunk` to the end of the line under way, 0 if it has none. A body may hold bare LFs. */
  function lineEnd(chunk: Buffer): number {
    if (status === undefined) return chunk.indexOf(LF) + 1
    if (chunk[0] === LF && pieces.at(-1)?.at(-1) === CR) return 1
    const at = chunk.indexOf('\r\n')
    return at < 0 ? 0 : at + 2
  }

  function takeStatus(line: Buffer, shape: ReplyShape): Reply | undefined {
    const text = words(line.subarray(0, line.at(-2) === CR ? -2 : -1))
    heard(text)
    if (line.at(-2) !== CR) return { kind: 'protocol', problem: 'a line that ends without CR', line: text }
    const reply = statusReply(text, shape)
    if (reply.kind !== 'ok' || !shape.body) return reply
    status = reply.text
    return undefined
  }

  function takeBodyLine(line: Buffer, text: string, maxLines: number): Reply | undefined {
    if (line.length === 3 && line[0] === DOT) {
      return { kind: 'ok', text, body: { bytes: Buffer.concat(body), lines: body.length } }
    }
    bodyOctets += line.length
    body.push(line[0] === DOT ? line.subarray(1) : line)
    if (body.length > maxLines) return { kind: 'protocol', problem: `a body of more than ${maxLines} lines` }
    return undefined
  }

  /** Takes a piece that ends the line under way or belongs to its middle. */
  function take(piece: Buffer, ends: boolean, shape: ReplyShape): Reply | undefined {
    pieces.push(piece)
    lineOctets += piece.length
    const limit = status === undefined ? MAX_STATUS_LINE : (shape.body?.maxOctets ?? 0)
    if (bodyOctets + lineOctets > limit) {
      return {
        kind: 'protocol',
        problem: `${status === undefined ? 'a line' : 'a body'} of more than ${limit} octets`,
      }
    }
    if (!ends) return undefined
    const line = pieces.length === 1 ? piece : Buffer.concat(pieces)
    pieces = []
    lineOctets = 0
    return status === undefined
      ? takeStatus(line, shape)
      : takeBodyLine(line, status, shape.body?.maxLines ?? 0)
  }

  return {
    expect(shape) {
      due = shape
      status = undefined
      pieces = []
      lineOctets = 0
      body = []
      bodyOctets = 0
    },
    push(chunk) {
      const replies: Reply[] = []
      let rest = chunk
      while (rest.length > 0) {
        if (!due) {
          replies.push(unasked(rest, heard))
          break
        }
        const end = lineEnd(rest)
        const piece = end === 0 ? rest : rest.subarray(0, end)
        rest = end === 0 ? NOTHING : rest.subarray(end)
        const reply = take(piece, end > 0, due)
        if (!reply) continue
        replies.push(reply)
        due = undefined
        // After a line that is no POP3 nothing that follows has a meaning.
        if (reply.kind === 'protocol') break
      }
      return replies
    },
    get unfinishedOctets() {
      return due ? bodyOctets + lineOctets : 0
    },
  }
}

function statusReply(line: string, shape: ReplyShape): Reply {
  const [, indicator, text = ''] = /^(\+OK|-ERR)(?:[ \t]+(.*))?$/s.exec(line) ?? []
  if (indicator === '+OK') return { kind: 'ok', text }
  if (indicator === '-ERR') return { kind: 'refused', text }
  if (shape.continuation && /^\+(?: |$)/.test(line)) return { kind: 'continue', text: line.slice(2) }
  return { kind: 'protocol', problem: 'a line that is no POP3 reply', line }
}

function unasked(bytes: Buffer, heard: (line: string) => void): Reply {
  const problem = 'bytes that nobody asked for'
  const end = bytes.subarray(0, MAX_STATUS_LINE).indexOf(LF)
  if (end < 0) return { kind: 'protocol', problem }
  const line = words(bytes.subarray(0, bytes[end - 1] === CR ? end - 1 : end))
  heard(line)
  return { kind: 'protocol', problem, line }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What a person would read: UTF-8 where it is valid (RFC 6856), else one character per octet. */
function words(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
