import { type MessageMark, OPENING_WORDS, fieldValue, readMark } from './test-message.ts'

/** What a run looks for: its own message, as it was sent. */
export interface SentMessage {
  installation: string
  token: string
  /** The address in its From. */
  from: string
}

/**
 * Whose a message is, told by its header section.
 *
 * - `ours`: this run's own; `headerRemoved`: known by its id alone
 * - `maybe-ours`: its subject and sender are ours, and nothing else that we sent is left; its text must begin as ours does
 * - `leftover`: of another run of this installation, which may have given up on it
 * - `foreign`: somebody else's, a bounce, or a reply
 */
export type Recognised =
  | { kind: 'ours'; headerRemoved: boolean }
  | { kind: 'maybe-ours' }
  | { kind: 'leftover'; mark: MessageMark }
  | { kind: 'foreign' }

/**
 * Lines of the text that are read to see how it begins: banners of gateways are not, parts of a multipart
 * message are.
 */
export const OPENING_LINES = 12

/** Whose this message is. Only top-level headers count: a bounce quotes ours in its body. */
export function recognise(header: string, sent: SentMessage): Recognised {
  const mark = readMark(header)
  const headerRemoved = fieldValue(header, 'X-Roundtrip') === undefined
  if (headerRemoved && isAnswer(header)) return { kind: 'foreign' }
  if (mark?.installation === sent.installation) {
    return mark.token === sent.token ? { kind: 'ours', headerRemoved } : { kind: 'leftover', mark }
  }
  return headerRemoved && hasOurSubject(header, sent) ? { kind: 'maybe-ours' } : { kind: 'foreign' }
}

/** Tags of a text that a gateway made into HTML; not those of a quotation. */
const TAGS = /<(?!\/?blockquote)[^<>]*>/gi
/** What stands before the first part of a message, and in its header. */
const BEFORE_THE_TEXT =
  /^--|^content-[\w-]+:|^(?:charset|boundary|name|filename|format)=|^mime-version:|multi-part message|message in mime format/i

/** Whether the text of a message begins as that of every test message does, in whatever part and encoding. */
export function beginsAsOurs(text: string): boolean {
  const first = text
    .split(/\r?\n/)
    .map((line) => line.replace(TAGS, '').trim())
    .find((line) => line !== '' && !BEFORE_THE_TEXT.test(line))
  return first !== undefined && (first.startsWith(OPENING_WORDS) || decoded(first).startsWith(OPENING_WORDS))
}

/** What answering programs wrote before RFC 3834, and some still do; the last is Exim's. */
const AUTOMATIC_ANSWER = ['X-Autoreply', 'X-Autorespond', 'X-Failed-Recipients']

/** Bounces, replies and out-of-office notes quote subject and references (RFC 3834 §3.1.5, RFC 3464). */
function isAnswer(header: string): boolean {
  const field = (name: string) => fieldValue(header, name)?.trim()
  return (
    field('In-Reply-To') !== undefined ||
    field('References') !== undefined ||
    /^<\s*>/.test(field('Return-Path') ?? '') ||
    /^multipart\/report/i.test(field('Content-Type') ?? '') ||
    AUTOMATIC_ANSWER.some((name) => field(name) !== undefined) ||
    /^auto_reply/i.test(field('Precedence') ?? '') ||
    !/^(?:auto-generated|$)/i.test(field('Auto-Submitted') ?? '')
  )
}

/** Characters: ours has an address alone, and what a gateway may add to it is short. */
const LONGEST_FROM = 2000

function hasOurSubject(header: string, { token, from }: SentMessage): boolean {
  const subject = decodedWords(fieldValue(header, 'Subject') ?? '')
  const written = fieldValue(header, 'From') ?? ''
  if (written.length > LONGEST_FROM) return false
  // Names in quotes and comments may hold anything (RFC 5322 §3.4).
  const sender = written.replace(/"(?:[^"\\]|\\.)*"|\([^()]*\)/g, '')
  const address = /<([^<>]*)>/.exec(sender)?.[1] ?? sender
  return subject.toLowerCase().includes(token) && address.trim().toLowerCase() === from.toLowerCase()
}

/** Encoded words (RFC 2047 §2) as text. What we sent is ASCII, so the octets of any charset do. */
function decodedWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?[^?]*\?([bq])\?([^?]*)\?=/gi, (_word, encoding: string, text: string) =>
      encoding.toLowerCase() === 'b'
        ? decoded(text)
        : text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, octet),
    )
}

function octet(_escape: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16))
}

/** Base64 as one character an octet; empty where it is none. */
function decoded(text: string): string {
  try {
    return atob(text)
  } catch {
    return ''
  }
}
