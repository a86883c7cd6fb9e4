import { onlyKnownWords, statusLength } from './only-known-words.ts'
import type { Range } from './ranges.ts'
import { decodedReadings } from './decoded-readings.ts'
import { numberReadings, plainReadings } from './readings.ts'
import { SECRET_MARK } from './redact.ts'
import type { SentSecrets } from './sent-secrets.ts'
import { type KnownWords, WORD } from './vocabulary.ts'

/** What is known when a server's words are redacted. */
export interface Hearing {
  /** What this server was sent; anything else it cannot give away. */
  sent: SentSecrets
  known: KnownWords
  /**
   * In answer to a login: what is neither known nor plainly a word goes too. `strictly`: nothing stays but what is
   * known, so that what is shown depends on no secret.
   */
  onlyKnown: boolean | 'strictly'
}

/** What stands between two words. */
const NO_WORD = /[^\p{L}\p{M}\p{N}]+/gu
/** Fewer signs are no part of a secret by themselves. */
const FEWEST_SIGNS = 4
const CODE = /^\d{3}(?=[ -]|$)/gm

/**
 * What a server said, line for line, without any part of what it was sent. The lines are searched as one text,
 * their codes left out, so that a spelling is found which is split over them. Known words stay, whatever they
 * are a part of.
 */
export function redactHeard(lines: readonly string[], { sent, known, onlyKnown }: Hearing): string[] {
  if (onlyKnown === 'strictly') return lines.map((line) => onlyKnownWords(line, known, () => true))
  if (sent.isEmpty) return [...lines]
  const text = lines.join('\n')
  const words = lines.map(withoutStatus).join('\n')
  const goes = new Uint8Array(text.length)
  const hide = (ranges: readonly Range[]) => {
    for (const [start, end] of ranges) goes.fill(1, start, end)
  }
  const readings = [...plainReadings(words), ...decodedReadings(words)]
  hide(readings.flatMap((reading) => sent.find(reading, onlyKnown)))
  for (const { index } of words.matchAll(/\0/g)) goes[index] = 0
  settleWords(words, goes, known)
  hide(plainReadings(words).flatMap((reading) => sent.findPhrases(reading)))
  // Enhanced codes are numbers, and can spell something; reply codes are the dialogue's.
  hide(numberReadings(text.replace(CODE, '   ')).flatMap((reading) => sent.find(reading, false)))
  let at = 0
  return lines.map((line) => {
    const shown = marked(line, goes.subarray(at, at + line.length))
    at += line.length + 1
    return onlyKnown ? onlyKnownWords(shown, known, sent.resembles) : shown
  })
}

/** The same length, the codes blank: what a reply is made of when its lines are put together. */
function withoutStatus(line: string): string {
  const length = statusLength(line)
  return '\0'.repeat(length) + line.slice(length)
}

/**
 * A word of which a part goes, goes whole, with the filling of base64 behind it; a known one stays, and so do
 * the few signs between words that stay, and blanks beside them.
 */
function settleWords(text: string, goes: Uint8Array, known: KnownWords): void {
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const end = index + word.length
    if (!goes.subarray(index, end).includes(1)) continue
    const stays = known.has(word)
    goes.fill(stays ? 0 : 1, index, end)
    for (let at = end; !stays && text[at] === '='; at += 1) goes[at] = 1
  }
  for (const { 0: between, index } of text.matchAll(NO_WORD)) {
    const end = index + between.length
    const besides = [goes[index - 1], goes[end]].filter((goesToo) => goesToo === 1).length
    const signs = between.replace(/[\s\0]/g, '').length
    if (signs === 0 ? besides < 2 : besides === 0 && signs < FEWEST_SIGNS) goes.fill(0, index, end)
  }
}

function marked(line: string, goes: Uint8Array): string {
  let done = ''
  for (let at = 0; at < line.length; at += 1) {
    if (goes[at] !== 1) done += line[at] ?? ''
    else if (at === 0 || goes[at - 1] !== 1) done += SECRET_MARK
  }
  return done
}
