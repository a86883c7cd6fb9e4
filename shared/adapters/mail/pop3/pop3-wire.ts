import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import Pop3Command from 'node-pop3'
import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { ProbeError } from '../../../app/ports/probe-error.ts'
import type { Evidence } from '../../../core/run/evidence.ts'
import { quotation } from '../quotation.ts'
import { errnoOf } from '../net/errno.ts'
import { type Reply, type ReplyBody, type ReplyReader, replyReader } from './reply-reader.ts'
import { shapeOf } from './reply-shapes.ts'
import { responseCode } from './response-code.ts'

/** Why the connection is of no more use: what becomes the evidence of every command from then on. */
type Ending = Pick<Evidence, 'kind' | 'errno'> & { words?: string; cause?: unknown }

/** An argument that the library must not hold, trim or show: what goes on the wire, and what into the log. */
export interface Argument {
  wire: string
  shown: string
}

/** What the server wants next; a challenge is the text behind its `+`, and may be empty (RFC 5034 §4). */
export type Answer = { kind: 'ok' } | { kind: 'continue'; challenge: string }

/**
 * node-pop3's command layer over a connection of ours. The library keeps its queue-less `command()` and the methods made
 * of it; replies are framed by `replyReader`, and every way in which a connection can end rejects the command that
 * waits, with a `ProbeError`. CR, LF and NUL are refused before anything is written.
 */
export class Pop3Wire extends Pop3Command {
  readonly #dialogue: Dialogue
  #socket: Socket | undefined
  #reader: ReplyReader
  #argument: Argument | undefined
  /** The command that waits for its reply; the greeting is the reply to ''. */
  #waiting: string | undefined
  #busy = false
  #continues = false
  #ending: Ending | undefined

  constructor(dialogue: Dialogue) {
    super({ host: '', user: '', password: '' })
    this.#dialogue = dialogue
    this.#reader = replyReader(dialogue.server)
    // Without a listener an 'error' that nobody waits for would end the process.
    this.on('error', () => undefined)
    const facade = { write: (data: string) => this.#write(data.slice(0, -2)) }
    this._socket = facade as unknown as Socket
  }

  /** The library calls this before each command; dialling and login are not its business here. */
  override _connect(): Promise<string> {
    return Promise.resolve('')
  }

  override connect(): Promise<void> {
    return Promise.reject(new TypeError('a wire is attached, it does not dial'))
  }

  /** Speaks over this socket from now on. */
  attach(socket: Socket): void {
    this.#socket = socket
    this.#reader = replyReader(this.#dialogue.server)
    socket.on('data', this.#hear).on('end', this.#closed).on('close', this.#closed).on('error', this.#broken)
    if (socket.destroyed) this.#closed()
  }

  /** Lets go of the socket, for TLS to be laid over it; throws when the connection has ended or said too much. */
  detach(): Socket {
    const socket = this.#socket
    if (!socket || this.#ending) throw this.#endingAs('STLS')
    socket.pause()
    socket
      .off('data', this.#hear)
      .off('end', this.#closed)
      .off('close', this.#closed)
      .off('error', this.#broken)
    this.#socket = undefined
    return socket
  }

  /** Waits for the server's first line. */
  greeting(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.once('error', reject)
      this.once('response', (text: string) => {
        this.off('error', reject)
        resolve(text)
      })
      this.#await('')
    })
  }

  /** Says `verb` and an argument exactly as given, blanks included; an empty verb continues a SASL exchange. */
  async say(verb: string, argument: Argument): Promise<Answer> {
    this.#argument = argument
    const [text] = await this.command(verb)
    return this.#continues ? { kind: 'continue', challenge: text } : { kind: 'ok' }
  }

  /**
   * Runs `work`, one piece of it at a time, and ends the connection if the signal fires meanwhile. The library would say
   * the second of two commands twice.
   */
  async within<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#busy) throw new TypeError('a POP3 session does one thing at a time')
    const stop = () => this.end({ kind: 'deadline', cause: signal.reason })
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    this.#busy = true
    try {
      return await work()
    } finally {
      this.#busy = false
      signal.removeEventListener('abort', stop)
    }
  }

  /** Ends the connection at once; the command that waits, and every later one, fails with this. Later calls do nothing. */
  end(ending: Ending): void {
    if (this.#ending) return
    this.#ending = ending
    this.#socket?.destroy()
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    const octets = this.#reader.unfinishedOctets
    if (octets > 0) this.#dialogue.note(`${octets} octets of a reply that is not whole`)
    this.#reject(this.#endingAs(waiting))
  }

  #write(line: string): void {
    const argument = this.#argument
    this.#argument = undefined
    const full = argument ? join(line, argument.wire) : line
    // Thrown inside the library's promise: it rejects that call alone.
    if (/[\r\n\0]/.test(full)) throw new TypeError('CR, LF or NUL in a POP3 command')
    const verb = /^[A-Z]+/.exec(line)?.[0] ?? 'AUTH'
    if (this.#ending) {
      this.#reject(this.#endingAs(verb))
      return
    }
    this.#dialogue.client(argument ? join(line, argument.shown) : line)
    this.#await(verb)
    this.#socket?.write(`${full}\r\n`, 'utf8')
  }

  #await(command: string): void {
    if (this.#ending) {
      this.#reject(this.#endingAs(command))
      return
    }
    this.#waiting = command
    this.#reader.expect(shapeOf(command))
  }

  readonly #hear = (chunk: Buffer): void => {
    for (const reply of this.#reader.push(chunk)) this.#take(reply)
  }

  #take(reply: Reply): void {
    const command = this.#waiting ?? ''
    switch (reply.kind) {
      case 'ok':
      case 'continue':
        this.#waiting = undefined
        this.#continues = reply.kind === 'continue'
        this.emit(
          'response',
          reply.text,
          reply.kind === 'ok' && reply.body ? this.#stream(command, reply.body) : null,
        )
        return
      case 'refused': {
        this.#waiting = undefined
        const text = quotation(reply.text, this.#dialogue)
        const code = responseCode(text)
        this.#reject(
          this.#error(command, {
            kind: 'refused',
            ...(code && { responseCode: code }),
            ...(text && { text }),
          }),
        )
        return
      }
      case 'protocol':
        this.#dialogue.note(`protocol error: ${reply.problem}`)
        this.end({ kind: 'protocol', ...(reply.line !== undefined && { words: reply.line }) })
        return
      default:
        reply satisfies never
    }
  }

  /** What a body says is other people's, save what the server says of itself. */
  #stream(command: string, { bytes, lines }: ReplyBody): Readable {
    const text = bytes.toString('latin1')
    if (command === 'CAPA') for (const line of text.split('\r\n').slice(0, -1)) this.#dialogue.server(line)
    else this.#dialogue.server(`[${lines} lines, ${bytes.length} octets]`)
    // The library decodes UTF-8. Given every octet as a character of its own, it hands out one character per octet.
    return Readable.from([Buffer.from(text, 'utf8')])
  }

  readonly #closed = (): void => {
    if (!this.#ending) this.#dialogue.note('the server closed the connection')
    this.end({ kind: 'connection-lost' })
  }

  readonly #broken = (cause: Error): void => {
    const errno = errnoOf(cause)
    if (!this.#ending) this.#dialogue.note(`the connection broke: ${errno ?? cause.message}`)
    const kind = errno?.startsWith('ERR_SSL_') ? 'tls' : 'connection-lost'
    this.end({ kind, cause, ...(errno !== undefined && { errno }) })
  }

  /** Rejects the call that waits. The library leaves its 'response' listener behind then. */
  #reject(error: ProbeError): void {
    this.emit('error', error)
    this.removeAllListeners('response')
  }

  #endingAs(command: string): ProbeError {
    const { words, cause, ...what } = this.#ending ?? { kind: 'connection-lost' }
    return this.#error(command, { ...what, ...(words && { text: quotation(words, this.#dialogue) }) }, cause)
  }

  #error(command: string, what: Omit<Evidence, 'side' | 'phase' | 'command'>, cause?: unknown): ProbeError {
    const { side, phase } = this.#dialogue
    return new ProbeError({ side, phase, ...(command !== '' && { command }), ...what }, cause)
  }
}

function join(verb: string, argument: string): string {
  return verb === '' ? argument : `${verb} ${argument}`
}
