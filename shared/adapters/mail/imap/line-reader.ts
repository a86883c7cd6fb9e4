import { MAX_MESSAGE_OCTETS } from '../../../app/ports/mail.ts'

/** What a server sent as so many octets (RFC 3501 §4.3), one character per octet. */
export interface Literal {
  /** The beginning; what lies behind it is counted and dropped. */
  text: string
  octets: number
}

/** One response: its lines joined, with `LITERAL` where each of the literals stood. */
export interface ImapLine {
  kind: 'line'
  text: string
  literals: readonly Literal[]
}

/** More than is taken; nothing is read after it. */
export interface Excess {
  kind: 'excess'
  /** As `a line of more than 65536 octets`. */
  problem: string
}

/** Stands in a response for a literal; servers that pad their lines with NUL lose them. */
export const LITERAL = '\0'

/** Kept of a literal, octets: a header with all its trace fields is a few KB. */
const KEPT = 256 * 1024
/** Longest text of one response, octets, without its literals. */
const MOST_TEXT = 64 * 1024
/** Most literals in one response. */
const MOST_LITERALS = 100
const LF = 0x0a
/** `{12}`, `{12+}`, `~{12}` at the end of a line; the count may have leading zeros. */
const ANNOUNCEMENT = /~?\{0*(\d{1,19})\+?\}$/
/** Ends in words for people, whatever they look like. */
const STATUS = /^\s*[^\s+]{1,40} +(?:OK|NO|BAD|BYE|PREAUTH)\b/i

/** Turns bytes into responses, however they were cut into chunks. Lines may end in a bare LF. */
export interface LineReader {
  push(chunk: Buffer): readonly (ImapLine | Excess)[]
  /** Octets taken of the response that is under way. */
  readonly unfinishedOctets: number
}

export function lineReader(): LineReader {
  let line: Buffer[] = []
  let lineOctets = 0
  let text = ''
  let literals: Literal[] = []
  /** Of the literal under way: octets still to come, and what is kept. */
  let literal: { left: number; room: number; kept: Buffer[]; octets: number } | undefined
  let taken = 0

  function takeLiteral(chunk: Buffer): number {
    if (!literal) return 0
    const piece = chunk.subarray(0, literal.left)
    if (literal.room > 0) literal.kept.push(piece.subarray(0, literal.room))
    literal.room = Math.max(0, literal.room - piece.length)
    literal.left -= piece.length
    if (literal.left === 0) {
      literals.push({ text: Buffer.concat(literal.kept).toString('latin1'), octets: literal.octets })
      literal = undefined
    }
    return piece.length
  }

  /** The response that this line completes; nothing where a literal follows. */
  function endLine(): ImapLine | Excess | undefined {
    const whole = Buffer.concat(line)
      .toString('latin1')
      .replace(/\r?\n$/, '')
      .replaceAll(LITERAL, '')
    line = []
    lineOctets = 0
    const isStatus = text === '' && STATUS.test(whole)
    const announced = isStatus ? undefined : ANNOUNCEMENT.exec(whole)
    if (!announced) {
      const done: ImapLine = { kind: 'line', text: text + whole, literals }
      text = ''
      literals = []
      taken = 0
      return done
    }
    const octets = Number(announced[1])
    if (octets > MAX_MESSAGE_OCTETS)
      return { kind: 'excess', problem: `a literal of more than ${MAX_MESSAGE_OCTETS} octets` }
    if (literals.length >= MOST_LITERALS)
      return { kind: 'excess', problem: `a response of more than ${MOST_LITERALS} literals` }
    text += whole.slice(0, announced.index) + LITERAL
    literal = { left: octets, room: KEPT, kept: [], octets }
    takeLiteral(Buffer.alloc(0))
    return undefined
  }

  function takeLine(chunk: Buffer): { length: number; done: ImapLine | Excess | undefined } {
    const end = chunk.indexOf(LF) + 1
    const piece = end === 0 ? chunk : chunk.subarray(0, end)
    line.push(piece)
    lineOctets += piece.length
    if (text.length + lineOctets > MOST_TEXT)
      return {
        length: piece.length,
        done: { kind: 'excess', problem: `a line of more than ${MOST_TEXT} octets` },
      }
    return { length: piece.length, done: end === 0 ? undefined : endLine() }
  }

  return {
    push(chunk) {
      const found: (ImapLine | Excess)[] = []
      let rest = chunk
      while (rest.length > 0) {
        const { length, done } = literal ? { length: takeLiteral(rest), done: undefined } : takeLine(rest)
        taken += length
        rest = rest.subarray(length)
        if (!done) continue
        if (done.kind === 'line') taken = 0
        found.push(done)
        if (done.kind === 'excess') break
      }
      return found
    },
    get unfinishedOctets() {
      return taken
    },
  }
}
