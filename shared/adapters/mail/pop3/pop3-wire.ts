import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { type ConnectionLife, connectionLife, errorOf } from '../net/connection-life.ts'
import { quotation } from '../quotation.ts'
import { type Reply, type ReplyBody, replyReader } from './reply-reader.ts'
import { shapeOf } from './reply-shapes.ts'
import { responseCode } from './response-code.ts'

/** What a command came to; refusals are thrown. `continue`: a SASL exchange goes on (RFC 5034 §4). */
export interface Answer {
  kind: 'ok' | 'continue'
  /** Behind `+OK` or `+`; a challenge may be empty. */
  text: string
  /** One character per octet; empty where there is none. */
  body: string
}

export interface Pop3Wire extends Pick<ConnectionLife, 'attach' | 'detach' | 'end' | 'within'> {
  /** The server's first line, without its `+OK`. */
  greeting(): Promise<string>
  /**
   * Says a line exactly as given, blanks included; the log gets `shown`, which begins with the command unless
   * AUTH goes on. Throws `TypeError` for CR, LF or NUL, before anything is written.
   */
  say(line: string, shown?: string): Promise<Answer>
}

/**
 * One POP3 connection. A refusal, and every way in which the connection can end, rejects the command that
 * waits with `ProbeError`. After the ending each command fails at once, under its own name.
 */
export function pop3Wire(dialogue: Dialogue): Pop3Wire {
  const reader = replyReader(dialogue.server)
  /** What waits for its reply; the greeting is the reply to ''. */
  let waiting:
    { command: string; resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined

  const life = connectionLife(dialogue, {
    hear: (chunk) => reader.push(chunk).forEach((reply) => take(reply)),
    ended(_failure, socket, seen) {
      if (seen !== undefined) dialogue.note(seen)
      socket.destroy()
      const octets = reader.unfinishedOctets
      if (octets > 0) dialogue.note(`${octets} octets of a reply that is not whole`)
    },
  })

  function ask(command: string, say: () => void): Promise<Answer> {
    return life.untilEnded((resolve, reject) => {
      say()
      waiting = { command, resolve, reject }
      reader.expect(shapeOf(command))
    }, command)
  }

  function take(reply: Reply): void {
    if (reply.kind === 'protocol') {
      dialogue.note(`protocol error: ${reply.problem}`)
      life.end({ kind: 'protocol', words: reply.line })
      return
    }
    const { command = '', resolve, reject } = waiting ?? {}
    if (reply.kind === 'refused') {
      const code = responseCode(quotation(reply.text, dialogue))
      const refusal = { kind: reply.kind, command, ...(code && { responseCode: code }), words: reply.text }
      reject?.(errorOf(refusal, dialogue))
    } else {
      const body = reply.kind === 'ok' && reply.body ? textOf(command, reply.body) : ''
      resolve?.({ kind: reply.kind, text: reply.text, body })
    }
  }

  /** What a body says is other people's, save what the server says of itself. */
  function textOf(command: string, { bytes, lines }: ReplyBody): string {
    const text = bytes.toString('latin1')
    if (command === 'CAPA') for (const line of text.split('\r\n').slice(0, -1)) dialogue.server(line)
    else dialogue.server(`[${lines} lines, ${bytes.length} octets]`)
    return text
  }

  return {
    attach: life.attach,
    detach: life.detach,
    end: life.end,
    within: life.within,
    greeting: async () => (await ask('', () => undefined)).text,
    say: (line, shown = line) =>
      ask(/^[A-Z]+/.exec(shown)?.[0] ?? 'AUTH', () => {
        if (/[\r\n\0]/.test(line)) throw new TypeError('CR, LF or NUL in a POP3 command')
        dialogue.client(shown)
        life.socket?.write(`${line}\r\n`, 'utf8')
      }),
  }
}
