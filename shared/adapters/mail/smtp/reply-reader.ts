import type { Reply } from './reply.ts'

/** Longest line that is taken; RFC 5321 §4.5.3.1.5 allows 512 octets. */
const MAX_LINE_OCTETS = 8 * 1024
/** Longest reply of many lines: all of it is searched for what must not be shown, which takes its time. */
const MAX_REPLY_OCTETS = 64 * 1024

const REPLY_LINE = /^([2-5]\d\d)(?:([ -])(.*))?$/s

/** What a chunk of bytes completed. */
export interface Heard {
  replies: readonly Reply[]
  /**
   * Something that is no reply; the server's words, empty for a line that is too long to wait for its end.
   * Nothing more is read after it.
   */
  wrong?: string
}

export interface ReplyReader {
  read(chunk: Buffer): Heard
  /** Whole lines so far. */
  readonly lines: number
  /** The line that has begun and not ended, or empty. */
  readonly unfinishedLine: string
  readonly unfinishedOctets: number
  /** True while a reply has begun, be it by a single octet. */
  readonly amidReply: boolean
}

/**
 * Frames replies however their bytes are split, and hands each line to `log` when its end comes. Lines end in
 * LF, with or without CR. What is buffered is capped: a server that never ends a line or a reply is wrong at
 * some point.
 */
export function replyReader(log: (line: string) => void): ReplyReader {
  let unfinished = ''
  let lines = 0
  let replyOctets = 0
  let begun: { code: string; words: string[] } | undefined

  /** A reply if the line ends one; a string if it cannot stand here. */
  function take(line: string): Reply | string | undefined {
    const [, code, separator, words = ''] = REPLY_LINE.exec(line) ?? []
    if (code === undefined || (begun && begun.code !== code)) return line
    begun ??= { code, words: [] }
    begun.words.push(words)
    if (separator === '-') return undefined
    const reply = { code: Number(code), words: begun.words }
    begun = undefined
    replyOctets = 0
    return reply
  }

  return {
    get lines() {
      return lines
    },
    get unfinishedLine() {
      return decode(unfinished)
    },
    get unfinishedOctets() {
      return unfinished.length
    },
    get amidReply() {
      return begun !== undefined || unfinished !== ''
    },
    read(chunk) {
      const replies: Reply[] = []
      // One character an octet, so that a line which comes octet by octet is not copied for each.
      const parts = chunk.toString('latin1').split('\n')
      const last = parts.pop() ?? ''
      for (const part of parts) {
        const octets = unfinished + part
        unfinished = ''
        if (octets.length > MAX_LINE_OCTETS) return { replies, wrong: '' }
        lines += 1
        replyOctets += octets.length
        const line = decode(octets.replace(/\r$/, ''))
        log(line)
        if (replyOctets > MAX_REPLY_OCTETS) return { replies, wrong: line }
        const taken = take(line)
        if (typeof taken === 'string') return { replies, wrong: taken }
        if (taken) replies.push(taken)
      }
      unfinished += last
      return unfinished.length > MAX_LINE_OCTETS ? { replies, wrong: '' } : { replies }
    },
  }
}

/** As UTF-8 where it is (RFC 6531 allows it in replies), else as Latin-1. */
function decode(octets: string): string {
  const text = Buffer.from(octets, 'latin1').toString('utf8')
  return text.includes('\uFFFD') ? octets : text
}
