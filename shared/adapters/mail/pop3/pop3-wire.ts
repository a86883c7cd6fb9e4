import type { Clock } from '../../../app/ports/clock.ts'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Millis } from '../../../core/time/units.ts'
import { UNKNOWN_MARK } from '../../../core/redaction/only-known-words.ts'
import { SECRET_MARK } from '../../../core/redaction/redact.ts'
import { type ConnectionLife, connectionLife, errorOf } from '../net/connection-life.ts'
import { quotation } from '../quotation.ts'
import type { ReplyBody } from './body-reader.ts'
import { type Reply, replyReader } from './reply-reader.ts'
import { shapeOf } from './reply-bounds.ts'
import { responseCode } from './response-code.ts'

/** Where a lone dot may be the end of a reply, it is when nothing follows for so long. */
const SILENCE_AT_DOT: Millis = 250
/** What is too much in answer to these says nothing of the server. */
const SHOWS_A_MESSAGE: readonly string[] = ['TOP', 'RETR']
/** What is said with these tells how many messages there are, and how large: senders choose that. */
const TELLS_OF_MESSAGES: readonly string[] = ['UIDL', 'LIST', ...SHOWS_A_MESSAGE]

/** What a command came to; refusals are thrown. `continue`: a SASL exchange goes on (RFC 5034 §4). */
export interface Answer {
  kind: 'ok' | 'continue'
  /** Behind `+OK` or `+`; a challenge may be empty. */
  text: string
  /** What was kept of it, one character per octet; empty where there is none. */
  body: string
  /** Lines that came, kept or not. */
  lines: number
}

export interface Pop3Wire extends Pick<ConnectionLife, 'attach' | 'detach' | 'end' | 'within'> {
  /** The server's first line, without its `+OK`. */
  greeting(): Promise<string>
  /**
   * Says a line exactly as given, blanks included; the log gets `shown`, which ends in the mark for what is secret
   * and begins with the command, unless another one goes on. Throws `TypeError` for CR, LF or NUL, before anything
   * is written.
   */
  say(line: string, shown?: string, goesOn?: string): Promise<Answer>
}

/**
 * One POP3 connection. A refusal, and every way in which the connection can end, rejects the command that
 * waits with `ProbeError`. After the ending each command fails at once, under its own name.
 */
export function pop3Wire(dialogue: Dialogue, clock: Clock): Pop3Wire {
  const reader = replyReader(hear)
  /** What waits for its reply; the greeting is the reply to ''. */
  let waiting:
    { command: string; resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  let stopTimer: () => void = () => undefined
  /** From then on what is no reply may be somebody's mail: it is counted, as a body is. */
  let messageShown = false

  const life = connectionLife(dialogue, {
    hear(chunk) {
      stopTimer()
      for (const reply of reader.push(chunk)) take(reply)
      if (reader.restsAtDot) stopTimer = clock.after(SILENCE_AT_DOT, conclude)
    },
    ended(_failure, socket, seen) {
      stopTimer()
      if (seen !== undefined && reader.restsAtDot) conclude()
      if (seen !== undefined) dialogue.note(seen)
      socket.destroy()
      const octets = reader.unfinishedOctets
      if (octets > 0) dialogue.counted(`${octets} octets of a reply that is not whole`)
    },
  })

  function hear(line: string, isReply: boolean): void {
    const { command = '' } = waiting ?? {}
    const isNumbered = isReply && TELLS_OF_MESSAGES.includes(command) && /^\+OK/i.test(line)
    if (isReply || !messageShown) dialogue.server(isNumbered ? line.replace(/\d+/g, UNKNOWN_MARK) : line)
    else dialogue.counted(`[${Buffer.byteLength(line)} octets]`, 'server')
    messageShown ||= isReply && SHOWS_A_MESSAGE.includes(command)
  }

  function ask(command: string, say: () => void): Promise<Answer> {
    return life.untilEnded((resolve, reject) => {
      say()
      waiting = { command, resolve, reject }
      reader.expect(shapeOf(command))
    }, command)
  }

  function conclude(): void {
    const reply = reader.conclude()
    if (reply) take(reply)
  }

  function take(reply: Reply): void {
    const { command = '', resolve, reject } = waiting ?? {}
    if (reply.kind === 'protocol') {
      const isOneMessage = reply.isBound === true && SHOWS_A_MESSAGE.includes(command)
      dialogue.note(`${isOneMessage ? 'given up' : 'protocol error'}: ${reply.problem}`)
      const line = messageShown ? undefined : reply.line
      const words = reply.isBound ? `${command}: ${reply.problem}` : line
      life.end({ kind: isOneMessage ? 'over-bound' : 'protocol', words })
      return
    }
    if (reply.kind === 'refused') {
      const code = responseCode(quotation(reply.text, dialogue))
      const refusal = { kind: reply.kind, command, ...(code && { responseCode: code }), words: reply.text }
      reject?.(errorOf(refusal, dialogue))
    } else {
      const body = reply.kind === 'ok' ? reply.body : undefined
      const { kind, text } = reply
      resolve?.({ kind, text, body: body ? textOf(command, body) : '', lines: body?.lines ?? 0 })
    }
  }

  /** What a body says is other people's, save what the server says of itself. */
  function textOf(command: string, { text, lines, octets }: ReplyBody): string {
    if (command === 'CAPA') for (const line of text.split(/\r?\n/).slice(0, -1)) dialogue.server(line)
    else dialogue.counted(`[${lines} lines, ${octets} octets]`, 'server')
    return text
  }

  return {
    attach: life.attach,
    detach: life.detach,
    end: life.end,
    within: life.within,
    greeting: async () => (await ask('', () => undefined)).text,
    say: (line, shown = line, goesOn) =>
      ask(goesOn ?? /^[A-Z]+/.exec(shown)?.[0] ?? '', () => {
        if (/[\r\n\0]/.test(line)) throw new TypeError('CR, LF or NUL in a POP3 command')
        dialogue.client(shown, line === shown ? undefined : line.slice(shown.indexOf(SECRET_MARK)))
        life.socket?.write(`${line}\r\n`, 'utf8')
      }),
  }
}
