import type net from 'node:net'
import { Duplex } from 'node:stream'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { Clock } from '../../../app/ports/clock.ts'
import { type ConnectionLife, type Failure, connectionLife } from '../net/connection-life.ts'
import { FINAL_DOT, GREETING, isAnswer } from './commands.ts'
import { type Conversation, conversation } from './conversation.ts'
import { withoutPipelining } from './extensions.ts'
import { type Reply, isRefusal, refusalOf, wordsOf } from './reply.ts'
import { replyReader } from './reply-reader.ts'

export interface SmtpWire extends Pick<ConnectionLife, 'failure' | 'end' | 'untilEnded' | 'within'> {
  /** What the library takes for its socket. It never hears what does not answer what it said. */
  readonly stream: Duplex
  readonly exchange: Conversation['exchange']
  readonly timesSaid: Conversation['timesSaid']
  /** Whole lines heard so far. */
  readonly linesHeard: number
  /** Says a line past the library; resolves with its answer, be it a refusal. Call it `within`. */
  say(line: string): Promise<Reply>
  /** Lets the library hear a reply. */
  hand(reply: Reply): void
  /** False once it has ended or QUIT was said, and while either side waits for an answer. */
  readonly maySpeak: boolean
  /** Ends the connection: with QUIT if that may be said, without waiting for its answer. */
  hangUp(): void
  /** Gives the socket back, for TLS to be laid over it; throws when the server has said too much. */
  detach(): net.Socket
}

/**
 * One SMTP connection, between our socket and the library. Every line is logged when it is said or heard,
 * every reply held against the command that waits for it, and every way in which the connection can end
 * becomes evidence. `greeted`: the greeting came before TLS, and is not said again (RFC 3207 §4.2).
 */
export function smtpWire(
  socket: net.Socket,
  dialogue: Dialogue,
  clock: Clock,
  { greeted = false } = {},
): SmtpWire {
  const talk = conversation(dialogue, clock, greeted)
  const reader = replyReader(dialogue.server)
  let answered: ((reply: Reply) => void) | undefined
  /** An answer is held back, since more came with it than was asked for. */
  let held = false
  let pausing = false
  /** Replies, and words that are none, that were not taken yet. */
  const heard: (Reply | string)[] = []

  const life = connectionLife(dialogue, {
    hear,
    waitingFor: () => (talk.isAmidMessage ? 'DATA' : talk.waiting?.command),
    ended(failure) {
      const part = partOfLine()
      if (part !== '') dialogue.server(part)
      if (reader.unfinishedOctets > 0)
        dialogue.counted(part === '' ? `${reader.unfinishedOctets} octets of a line` : 'that line had no end')
      const isParting = talk.exchange()?.command === 'QUIT' && failure.kind === 'connection-lost'
      if (!isParting && failure.kind !== 'refused') dialogue.note(describe(failure))
      if (isParting) socket.destroySoon()
      else socket.destroy()
      stream.destroy()
    },
  })
  const { end } = life

  const stream = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      if (life.failure) {
        done()
        return
      }
      talk.say(chunk)
      socket.write(chunk, () => done())
    },
  })
  stream.on('error', () => undefined)
  // The library sets timeouts on its socket; here the signal alone decides.
  Object.assign(stream, { setTimeout: () => stream })

  life.attach(socket)

  /** What came of a line that has no end yet, where it may be shown. */
  function partOfLine(): string {
    return dialogue.isTold ? '' : reader.unfinishedLine
  }

  function maySpeak(): boolean {
    const isAmid = talk.waiting !== undefined || talk.isAmidMessage || talk.isAmidLogin
    return life.socket !== undefined && !life.failure && !isAmid && talk.exchange()?.command !== 'QUIT'
  }

  function speak(line: string): void {
    const bytes = Buffer.from(`${line}\r\n`)
    talk.say(bytes)
    socket.write(bytes)
  }

  function hear(chunk: Buffer): void {
    const { replies, wrong } = reader.read(chunk)
    heard.push(...replies, ...(wrong === undefined ? [] : [wrong]))
    takeNext()
  }

  function takeNext(): void {
    if (pausing) return
    for (let next = heard.shift(); next !== undefined; next = heard.shift()) {
      const moreFollows = heard.length > 0 || reader.amidReply
      if (typeof next === 'string') end({ kind: 'protocol', words: next || partOfLine() })
      else if (hearReply(next, moreFollows) && moreFollows) {
        // Whoever waited for this answer hears it before what came along with it.
        pausing = true
        setImmediate(() => {
          pausing = false
          takeNext()
        })
        return
      }
    }
    if (held) end({ kind: 'protocol', words: partOfLine() })
  }

  /** True when somebody was waiting for this reply, and has it now. */
  function hearReply(reply: Reply, moreFollows: boolean): boolean {
    if (life.failure) return false
    const command = talk.waiting?.command
    if (command === undefined) {
      hearUnasked(reply)
    } else if (!isAnswer(command, reply)) {
      end({ kind: 'protocol', words: wordsOf(reply) })
    } else {
      talk.answer(reply)
      held = moreFollows && !isRefusal(reply) && command !== FINAL_DOT && command !== 'QUIT'
      if (!held) pass(reply, command)
      return !held
    }
    return false
  }

  /** 421 may come at any time (RFC 5321 §3.8); and from some, a refusal amid the message. */
  function hearUnasked(reply: Reply): void {
    if (talk.isAmidMessage && isRefusal(reply)) end(refusalOf('DATA', reply))
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
    untilEnded: life.untilEnded,
    within: life.within,
    stream,
    exchange: talk.exchange,
    timesSaid: talk.timesSaid,
    get linesHeard() {
      return reader.lines
    },
    say: (line) =>
      life.untilEnded((resolve) => {
        answered = resolve
        speak(line)
      }),
    hand,
    get maySpeak() {
      return maySpeak()
    },
    hangUp() {
      if (maySpeak()) speak('QUIT')
      end({ kind: 'connection-lost' })
    },
    detach() {
      if (reader.amidReply || socket.readableLength > 0) end({ kind: 'protocol', words: partOfLine() })
      life.detach()
      stream.destroy()
      return socket
    },
  }
}

function describe({ kind, command, errno }: Failure): string {
  const code = errno === undefined ? '' : ` (${errno})`
  return command === undefined ? `${kind}${code}` : `${kind}${code}: no answer to ${command}`
}
