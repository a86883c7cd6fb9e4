import type { Failure } from '../net/connection-life.ts'

/** One whole reply (RFC 5321 §4.2): the code, and what stands behind it on each line. */
export interface Reply {
  /** 200 to 599. */
  code: number
  words: readonly string[]
}

/** Lines of a reply that are quoted; more say nothing new. */
const QUOTED_LINES = 20

export function isRefusal({ code }: Reply): boolean {
  return code >= 400
}

/** The enhanced status code, as `5.1.1` (RFC 3463 §2), if the reply begins with one. */
export function enhancedCodeOf({ words }: Reply): string | undefined {
  return /^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)/.exec(words[0] ?? '')?.[0]
}

/** The server's own words in one line, its code in front. An enhanced code is said once for all lines. */
export function wordsOf(reply: Reply): string {
  const enhanced = enhancedCodeOf(reply)
  const [first = '', ...rest] = reply.words.slice(0, QUOTED_LINES)
  const others = rest.map((words) =>
    enhanced !== undefined && words.startsWith(enhanced) ? words.slice(enhanced.length).trim() : words,
  )
  return [reply.code, first, ...others].join(' ').trim()
}

/** A refusal of this command, before it is evidence. */
export function refusalOf(command: string, reply: Reply): Failure {
  const enhancedCode = enhancedCodeOf(reply)
  return {
    kind: 'refused',
    command,
    replyCode: reply.code,
    ...(enhancedCode !== undefined && { enhancedCode }),
    words: wordsOf(reply),
  }
}
