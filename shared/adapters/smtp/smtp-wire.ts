import type net from 'node:net'
import { Duplex } from 'node:stream'

import type { Dialogue } from '../../app/diagnostic-log.ts'
import type { Clock, Instant } from '../../app/ports.ts'
import { instant } from '../../app/timing.ts'
import { SECRET_MARK } from '../../core/redact.ts'
import { errnoOf } from '../net/errno.ts'
import { commandOf, FINAL_DOT, GREETING, isAnswer, shownLine } from './commands.ts'
import { withoutPipelining } from './extensions.ts'
import { connectionLife, errorOf, refusalOf, type Failure, type Life } from './failure.ts'
import { messageMeter } from './message-meter.ts'
import { isRefusal, wordsOf, type Reply } from './reply.ts'
import { replyReader } from './reply-reader.ts'

/** A command and its answer, which is present once all of it was heard and it was one. */
export interface Exchange {
  command: string
  saidAt: Instant
  reply?: Reply
  heardAt?: Instant
}

export interface SmtpWire extends Life {
  /** What the library takes for its socket. It never hears what does not answer what it said. */
  readonly stream: Duplex
  /** The last exchange, or the last one of this command. */
  exchange(command?: string): Exchange | undefined
  /** Whole lines heard so far. */
  readonly linesHeard: number
  /** Says a line past the library; resolves with its answer, be it a refusal. Call it `within`. */
  say(line: string): Promise<Reply>
  /** Lets the library hear a reply. */
  hand(reply: Reply): void
  /** False once it has ended or QUIT was said, and while something waits for an answer. */
  readonly maySpeak: boolean
  /** Ends the connection: with QUIT if that may be said, without waiting for its answer. */
  hangUp(): void
  /** Gives the socket back, for TLS to be laid over it; throws when the server has said more than it was asked. */
  letGo(): net.Socket
}

/**
 * One SMTP connection, between our socket and the library. Every line is logged when it is said or heard, every reply held
 * against the command that waits for it, and every way in which the connection can end becomes evidence. `greeted`: the
 * greeting came before TLS, and is not said again (RFC 3207 §4.2).
 */
export function smtpWire(
  socket: net.Socket,
  dialogue: Dialogue,
  clock: Clock,
  { greeted = false } = {},
): SmtpWire {
  const exchanges: Exchange[] = greeted ? [] : [{ command: GREETING, saidAt: instant(clock) }]
  const reader = replyReader(dialogue.server)
  const meter = messageMeter()
  let waiting = exchanges.at(-1)
  let answered: ((reply: Reply) => void) | undefined
  /** An answer is held back, since more came with it than was asked for. */
  let held = false
  let isOurs = true

  const life = connectionLife(dialogue, (failure) => {
    if (!isOurs) return
    if (reader.unfinishedLine !== '') {
      dialogue.server(reader.unfinishedLine)
      dialogue.note('that line had no end')
    }
    const isParting = exchanges.at(-1)?.command === 'QUIT' && failure.kind === 'connection-lost'
    if (!isParting && failure.kind !== 'refused') dialogue.note(describe(failure))
    if (isParting) socket.destroySoon()
    else socket.destroy()
    stream.destroy()
  })

  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      if (life.failure) {
        done()
        return
      }
      if (isAmidMessage()) noteMessage(chunk)
      else noteLine(chunk.toString('utf8').replace(/\r\n$/, ''))
      socket.write(chunk, () => done())
    },
  })
  stream.on('error', () => undefined)
  // The library sets timeouts on its socket; here the signal alone decides.
  Object.assign(stream, { setTimeout: () => stream })

  const onEnd = () => end({ kind: 'connection-lost' })
  const onError = (cause: unknown) => {
    const errno = errnoOf(cause)
    const kind = errno?.startsWith('ERR_SSL_') ? 'tls' : 'connection-lost'
    end({ kind, ...(errno !== undefined && { errno }), cause })
  }
  socket.on('data', hear).on('end', onEnd).on('close', onEnd).on('error', onError)
  if (socket.destroyed) onEnd()

  function end(failure: Failure): void {
    const unanswered = waiting && waiting.command !== GREETING ? { command: waiting.command } : {}
    life.end({ ...unanswered, ...failure })
  }

  function isAmidMessage(): boolean {
    const last = exchanges.at(-1)
    return last?.command === 'DATA' && last.reply?.code === 354
  }

  function maySpeak(): boolean {
    return isOurs && !life.failure && !waiting && !isAmidMessage() && exchanges.at(-1)?.command !== 'QUIT'
  }

  function noteLine(line: string): void {
    const last = exchanges.at(-1)
    const continuesLogin = last?.command === 'AUTH' && last.reply?.code === 334
    dialogue.client(continuesLogin ? SECRET_MARK : shownLine(line))
    expectAnswer(continuesLogin ? 'AUTH' : commandOf(line))
  }

  function noteMessage(chunk: Buffer): void {
    if (!meter.take(chunk)) return
    dialogue.client(`[${meter.octets} octets]`)
    dialogue.client(FINAL_DOT)
    expectAnswer(FINAL_DOT)
  }

  function expectAnswer(command: string): void {
    waiting = { command, saidAt: instant(clock) }
    exchanges.push(waiting)
  }

  function hear(chunk: Buffer): void {
    const { replies, wrong } = reader.read(chunk)
    replies.forEach((reply, index) => {
      const moreFollows = index < replies.length - 1 || wrong !== undefined || reader.amidReply
      hearReply(reply, moreFollows)
    })
    if (wrong !== undefined) end({ kind: 'protocol', words: wrong })
    else if (held) end({ kind: 'protocol', words: reader.unfinishedLine })
  }

  function hearReply(reply: Reply, moreFollows: boolean): void {
    if (life.failure) return
    if (!waiting) {
      hearUnasked(reply)
    } else if (!isAnswer(waiting.command, reply)) {
      end({ kind: 'protocol', words: wordsOf(reply) })
    } else {
      const { command } = Object.assign(waiting, { reply, heardAt: instant(clock) })
      waiting = undefined
      held = moreFollows && !isRefusal(reply) && command !== FINAL_DOT && command !== 'QUIT'
      if (!held) pass(reply, command)
    }
  }

  /** 421 may come at any time (RFC 5321 §3.8); and from some, a refusal of the message while it is still being sent. */
  function hearUnasked(reply: Reply): void {
    if (isAmidMessage() && isRefusal(reply)) end(refusalOf('DATA', reply))
    else if (reply.code === 421) end(refusalOf(GREETING, reply))
    else end({ kind: 'protocol', words: wordsOf(reply) })
  }

  function pass(reply: Reply, command: string): void {
    if (isRefusal(reply) && command === 'EHLO') dialogue.note('EHLO was refused; going on with HELO')
    const listener = answered
    answered = undefined
    if (listener) listener(reply)
    else hand(command === 'EHLO' ? withoutPipelining(reply) : reply)
  }

  function hand({ code, words }: Reply): void {
    const last = words.length - 1
    const lines = words.map((text, index) => `${code}${index < last ? '-' : ' '}${text}\r\n`)
    stream.push(lines.join(''))
  }

  return {
    get failure() {
      return life.failure
    },
    end,
    within: life.within,
    stream,
    exchange: (command) =>
      exchanges.findLast((exchange) => command === undefined || exchange.command === command),
    get linesHeard() {
      return reader.lines
    },
    say(line) {
      return new Promise((resolve) => {
        answered = resolve
        stream.write(`${line}\r\n`)
      })
    },
    hand,
    get maySpeak() {
      return maySpeak()
    },
    hangUp() {
      if (maySpeak()) stream.write('QUIT\r\n')
      end({ kind: 'connection-lost' })
    },
    letGo() {
      if (reader.amidReply || socket.readableLength > 0)
        end({ kind: 'protocol', words: reader.unfinishedLine })
      if (life.failure) throw errorOf(life.failure, dialogue)
      isOurs = false
      socket.pause()
      socket.off('data', hear).off('end', onEnd).off('close', onEnd).off('error', onError)
      stream.destroy()
      return socket
    },
  }
}

function describe({ kind, command, errno }: Failure): string {
  const code = errno === undefined ? '' : ` (${errno})`
  return command === undefined ? `${kind}${code}` : `${kind}${code}: no answer to ${command}`
}
