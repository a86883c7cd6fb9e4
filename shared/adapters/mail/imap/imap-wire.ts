import type { Dialogue } from '../../../app/ports/dialogue.ts'
import { type ConnectionLife, connectionLife, errorOf } from '../net/connection-life.ts'
import { MAX_MESSAGE_OCTETS } from '../../../app/ports/mail.ts'
import { quotation } from '../quotation.ts'
import { imapLog } from './imap-log.ts'
import { type ImapLine, lineReader } from './line-reader.ts'
import {
  type DataResponse,
  type ResponseCode,
  type StatusResponse,
  parseResponse,
  valuesOf,
} from './responses.ts'

/** What is said: the log gets `shown` in its place, whose mark stands for `secret`. */
export interface Said {
  line: string
  shown?: string
  secret?: string
}

export interface Command extends Said {
  /** What is said at each `+` of the server, which gets the text behind it. `undefined`: nothing. */
  answer?: (challenge: string) => Said | undefined | Promise<Said | undefined>
  /** Of what is asked over and over: logged only where something comes of which this says that it is news. */
  isNews?: (data: DataResponse) => boolean
}

/** What a command came to that was granted. */
export interface Reply {
  /** All that was told, codes of statuses too: `* OK [UIDNEXT 4]` as `UIDNEXT`. */
  data: readonly DataResponse[]
}

export interface Greeting extends Reply {
  status: StatusResponse['status']
}

export interface ImapWire extends Pick<ConnectionLife, 'attach' | 'detach' | 'end' | 'within' | 'failure'> {
  /** The server's first response, OK or PREAUTH; any other is thrown. */
  greeting(): Promise<Greeting>
  /** Says a command behind a tag. Throws `TypeError` for CR, LF or NUL, before anything is written. */
  say(command: Command): Promise<Reply>
  /** Told of all that comes without a tag, asked for or not. */
  onData: (data: DataResponse) => void
}

interface Pending {
  tag: string
  verb: string
  command: Command
  data: DataResponse[]
  resolve: (reply: Greeting) => void
  reject: (error: Error) => void
}

/** The greeting is waited for under this tag. */
const GREETING = '*'
/** Most responses that are kept for one command. */
const MOST_KEPT = 5000
/** Most octets that are read in answer to one command: several headers, or all folders. */
const MOST_OCTETS = 2 * MAX_MESSAGE_OCTETS
const INJECTED = 'bytes that nobody asked for before TLS'

/**
 * One IMAP connection (RFC 3501). A refusal, and every way in which the connection can end, rejects the command
 * that waits with `ProbeError`. After the ending each command fails at once, under its own name.
 */
export function imapWire(dialogue: Dialogue): ImapWire {
  const reader = lineReader()
  const log = imapLog(dialogue)
  let waiting: Pending | undefined
  let tags = 0
  /** Since the last command. */
  let heardOctets = 0
  /** STARTTLS was granted: the next bytes belong to TLS. */
  let isSealed = false

  const life = connectionLife(dialogue, {
    hear(chunk) {
      heardOctets += chunk.length
      for (const read of reader.push(chunk)) {
        if (life.failure) return
        if (isSealed) life.end({ kind: 'protocol', words: INJECTED })
        else if (read.kind === 'excess') giveUp(read.problem)
        else take(read)
      }
      if (heardOctets > MOST_OCTETS) giveUp(`an answer of more than ${MOST_OCTETS} octets`, false)
    },
    waitingFor: () => waiting?.verb,
    ended(_failure, socket, seen) {
      log.tell()
      if (seen !== undefined) dialogue.note(seen)
      socket.destroy()
      const octets = reader.unfinishedOctets
      if (octets > 0) dialogue.counted(`${octets} octets of a response that is not whole`)
    },
  })

  const wire: ImapWire = {
    attach: life.attach,
    detach(command) {
      if (reader.unfinishedOctets > 0) life.end({ kind: 'protocol', words: INJECTED })
      const socket = life.detach(command)
      isSealed = false
      return socket
    },
    end: life.end,
    within: life.within,
    get failure() {
      return life.failure
    },
    onData: () => undefined,
    greeting: () => ask({ line: '' }, GREETING),
    say: (command) => ask(command, `A${++tags}`),
  }
  return wire

  function ask(command: Command, tag: string): Promise<Greeting> {
    const verb = verbOf(command.shown ?? command.line)
    return life.untilEnded<Greeting>((resolve, reject) => {
      waiting = { tag, verb, command, data: [], resolve, reject }
      heardOctets = 0
      if (tag !== GREETING) write(command, `${tag} `)
    }, verb)
  }

  function write({ line, shown = line, secret }: Said, tag = ''): void {
    if (/[\r\n\0]/.test(line)) throw new TypeError('CR, LF or NUL in an IMAP command')
    log.client(tag + shown, secret, waiting?.command.isNews !== undefined)
    life.socket?.write(`${tag}${line}\r\n`, 'utf8')
  }

  function take(read: ImapLine): void {
    const response = parseResponse(read)
    const isNews = response.kind === 'data' ? waiting?.command.isNews : undefined
    log.server(response, read, isNews === undefined || (response.kind === 'data' && isNews(response)))
    switch (response.kind) {
      case 'data':
        gather(response)
        return
      case 'continue':
        void goOn(response.text)
        return
      case 'status':
        if (response.tag === '*') untagged(response)
        else tagged(response)
        return
      case 'strange':
        life.end({ kind: 'protocol', ...(!log.hasShownMessages && { words: response.line }) })
        return
      default:
        response satisfies never
    }
  }

  function gather(data: DataResponse): void {
    if (waiting && waiting.data.length < MOST_KEPT) waiting.data.push(data)
    wire.onData(data)
  }

  function gatherCode(code: ResponseCode | undefined): void {
    if (code) gather({ kind: 'data', name: code.name, values: valuesOf(code.argument, []), literals: [] })
  }

  function grant({ status, code }: StatusResponse): void {
    gatherCode(code)
    const done = answered()
    done?.resolve({ status, data: done.data })
  }

  function untagged(response: StatusResponse): void {
    const { status, code, words } = response
    const isGreeting = waiting?.tag === GREETING
    if (status === 'BYE' && waiting?.verb === 'LOGOUT') return
    if (status === 'BYE' && !isGreeting) {
      life.end({ kind: 'connection-lost', words, ...(code && { responseCode: code.name }) })
    } else if (isGreeting && (status === 'OK' || status === 'PREAUTH')) {
      grant(response)
    } else if (isGreeting || status === 'BAD') {
      // Nobody can tell which command it was about; what follows it may belong to any.
      life.end(refusal(response, waiting?.verb))
    } else gatherCode(code)
  }

  function tagged(response: StatusResponse): void {
    const { tag, status } = response
    if (tag !== waiting?.tag) {
      // An answer that comes a second time says nothing new.
      if (!/^A\d{1,9}$/.test(tag) || Number(tag.slice(1)) > tags)
        life.end({ kind: 'protocol', words: `${tag} ${status} ${response.words}` })
      return
    }
    const { verb, reject } = waiting
    isSealed = verb === 'STARTTLS' && status === 'OK'
    if (status === 'OK') {
      grant(response)
      return
    }
    answered()
    reject(errorOf(refusal(response, verb), dialogue))
  }

  function answered(): Pending | undefined {
    const done = waiting
    waiting = undefined
    log.answered(done?.command.isNews && done.verb)
    return done
  }

  function refusal({ code, words }: StatusResponse, verb: string | undefined) {
    return {
      kind: 'refused' as const,
      ...(verb !== undefined && verb !== '' && { command: verb }),
      ...(code && { responseCode: quotation(code.name, dialogue) }),
      words,
    }
  }

  async function goOn(challenge: string): Promise<void> {
    const asked = waiting
    if (!asked?.command.answer) {
      life.end({ kind: 'protocol', words: `+ ${challenge}` })
      return
    }
    try {
      const said = await asked.command.answer(challenge)
      if (said && waiting === asked && !life.failure) write(said)
    } catch (error) {
      asked.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  function giveUp(problem: string, isOneMessage = waiting?.verb === 'UID FETCH'): void {
    dialogue.note(`${isOneMessage ? 'given up' : 'protocol error'}: ${problem}`)
    life.end({
      kind: isOneMessage ? 'over-bound' : 'protocol',
      words: `${waiting?.verb ?? ''}: ${problem}`,
    })
  }
}

/** `UID FETCH` of `UID FETCH 4:* (UID)`. */
function verbOf(line: string): string {
  return /^(?:UID )?[A-Z]+/.exec(line)?.[0] ?? ''
}
