import { type Reply, isRefusal } from './reply.ts'

/** What a server offers: keywords in upper case with their parameters, likewise (RFC 5321 §4.1.1.1). */
export type Extensions = ReadonlyMap<string, readonly string[]>

/**
 * Reads the answer to EHLO; none, or a refusal, offers nothing. `AUTH=LOGIN`, as old servers write it, is
 * read as `AUTH LOGIN`.
 */
export function extensionsOf(reply: Reply | undefined): Extensions {
  const offered = new Map<string, string[]>()
  const lines = reply && !isRefusal(reply) ? reply.words.slice(1) : []
  for (const line of lines) {
    const [keyword = '', ...parameters] = line
      .trim()
      .toUpperCase()
      .split(/[\s=]+/)
    offered.set(keyword, [...(offered.get(keyword) ?? []), ...parameters])
  }
  return offered
}

/**
 * The same answer without the offer to take several commands at once: each is to have its own reply and its
 * own time.
 */
export function withoutPipelining(reply: Reply): Reply {
  return {
    ...reply,
    words: reply.words.filter((words, index) => index === 0 || !/^\s*PIPELINING\s*$/i.test(words)),
  }
}
