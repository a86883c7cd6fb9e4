/** How much of a body is kept and taken, octets on the wire with the dot at the end. */
export interface BodyBounds {
  /** Kept of its beginning. */
  first: number
  /** Kept of its end, in whole lines; default none. What lies between is counted and dropped. */
  last?: number
  /** Longer than this it is no answer. */
  most: number
  /** So is a longer line; default `most`. */
  mostOfLine?: number
}

export interface ReplyBody {
  /** What was kept: one character per octet, dots unstuffed (RFC 1939 §3). */
  text: string
  /** All that came, kept or not, without its end. */
  lines: number
  octets: number
}

/** Finds the end of one body, however it was cut into chunks. */
export interface BodyReader {
  /** Takes what belongs to the body. Answers how many octets those were and whether it has ended. */
  push(chunk: Buffer): { taken: number; ended: boolean }
  /** The bound that it has gone over, if any, and what that is about. */
  readonly excess: { of: 'a body' | 'a line'; bound: number } | undefined
  /**
   * Whether a lone dot came last that may be the end or not: its line, or the one before it, ends in a bare
   * LF though others end in CRLF. Somebody else's text can hold such a dot, and then more follows.
   */
  readonly restsAtDot: boolean
  readonly octets: number
  /** What came; to be asked when it has ended, or rests at a dot. */
  whole(): ReplyBody
}

const CR = 0x0d
const LF = 0x0a
const DOT = 0x2e
const NO_LINE = { octets: 0, first: -1, last: -1 }

export function bodyReader(bounds: BodyBounds): BodyReader {
  const { first, last = 0, most, mostOfLine = most } = bounds
  const beginning: Buffer[] = []
  const ending: Buffer[] = []
  let room = first
  let endingOctets = 0
  let octets = 0
  const lines = { crlf: 0, all: 0 }
  /** The line under way: its octets so far, the first of them and the last. */
  let line = NO_LINE
  let longest = 0
  let beginsAfterCrlf = true
  /** Octets of the lone dot that came last, with its line end; 0: something else came last. */
  let dotOctets = 0

  function keep(piece: Buffer): void {
    octets += piece.length
    const rest = piece.subarray(room)
    if (room > 0) beginning.push(piece.subarray(0, room))
    room -= piece.length - rest.length
    if (last === 0 || rest.length === 0) return
    ending.push(rest)
    endingOctets += rest.length
    while (endingOctets - (ending[0]?.length ?? 0) >= last) endingOctets -= ending.shift()?.length ?? 0
  }

  /**
   * Takes the line that ends at `lf`. Answers whether it is the end beyond doubt: a dot between two CRLFs.
   */
  function endLine(chunk: Buffer, start: number, lf: number): boolean {
    const before = lf > start ? chunk[lf - 1] : line.last
    const isCrlf = before === CR
    const length = line.octets + lf - start
    longest = Math.max(longest, length)
    const opening = line.octets > 0 ? line.first : chunk[start]
    const isDot = opening === DOT && length === (isCrlf ? 2 : 1)
    dotOctets = isDot ? length + 1 : 0
    if (line.octets > 0) line = NO_LINE
    if (isDot && isCrlf && beginsAfterCrlf) return true
    beginsAfterCrlf = isCrlf
    if (!isDot) {
      lines.all += 1
      if (isCrlf) lines.crlf += 1
    }
    return false
  }

  return {
    push(chunk) {
      let start = 0
      for (let lf = chunk.indexOf(LF); lf >= 0; lf = chunk.indexOf(LF, start)) {
        const ended = endLine(chunk, start, lf)
        start = lf + 1
        if (!ended) continue
        keep(chunk.subarray(0, start))
        return { taken: start, ended }
      }
      if (start < chunk.length) {
        dotOctets = 0
        line = {
          octets: line.octets + chunk.length - start,
          first: line.octets > 0 ? line.first : (chunk[start] ?? -1),
          last: chunk[chunk.length - 1] ?? -1,
        }
        longest = Math.max(longest, line.octets)
      }
      keep(chunk)
      return { taken: chunk.length, ended: dotOctets > 0 && lines.crlf === 0 }
    },
    get restsAtDot() {
      return dotOctets > 0
    },
    get octets() {
      return octets
    },
    get excess(): BodyReader['excess'] {
      if (octets > most) return { of: 'a body', bound: most }
      return longest > mostOfLine ? { of: 'a line', bound: mostOfLine } : undefined
    },
    whole() {
      const length = octets - dotOctets
      const head = Buffer.concat(beginning).toString('latin1').slice(0, length)
      const tail = Buffer.concat(ending).toString('latin1').slice(0, -dotOctets)
      const isCut = head.length + tail.length < length
      const text = isCut && last > 0 ? wholeLines(head, tail) : head + tail
      const stuffed = lines.crlf > 0 ? /(^|\r\n)\./g : /(^|\n)\./g
      return {
        text: text.replace(stuffed, '$1'),
        lines: lines.crlf > 0 ? lines.crlf : lines.all,
        octets: length,
      }
    },
  }
}

function wholeLines(head: string, tail: string): string {
  return head.slice(0, head.lastIndexOf('\n') + 1) + tail.slice(tail.indexOf('\n') + 1)
}
