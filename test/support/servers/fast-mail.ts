import { systemClock } from '../../../shared/adapters/system-clock.ts'
import type { Clock } from '../../../shared/app/ports/clock.ts'
import { type Act, pop3Play } from './pop3-play.ts'
import type { Certificate } from './certificates.ts'
import { type ScriptedConnection, type ScriptedServer, scriptedServer } from './scripted-server.ts'
import { type SmtpAct, smtpPlay } from './smtp-play.ts'

export interface FastMailOptions {
  /** With it every connection begins with TLS, as for `smtps` and `pop3s`. */
  tls?: Certificate
  /**
   * Ms from the end of the n-th message, counted from 0, until it is in the mailbox; default 0. `Infinity`
   * loses it.
   */
  delayOf?: (index: number) => number
  /** Told of each message that becomes visible, to show it elsewhere too. */
  onArrival?: (text: string) => void
  /** Default the machine's. */
  clock?: Clock
  /** What the SMTP half does otherwise, by verb, as in `smtpPlay`. */
  smtp?: Readonly<Partial<Record<string, string | SmtpAct>>>
  /** What the POP3 half does otherwise, by verb, as in `pop3Play`. */
  pop3?: Readonly<Partial<Record<string, string | Act>>>
  /** What is answered to TOP instead of a header, by message number. */
  onTop?: Readonly<Record<number, Act>>
}

/**
 * SMTP and POP3 over one mailbox, answering at once: what is measured against it is the client's own time.
 */
export interface FastMail {
  readonly smtp: ScriptedServer
  readonly pop3: ScriptedServer
  /** As a definition names them. */
  readonly smtpServer: string
  readonly mailboxServer: string
  /** When each message became visible, by the wall clock. */
  readonly visibleAt: readonly number[]
  /** Logins that the mailbox took. */
  readonly logins: number
  /** Messages that lie in the mailbox now. */
  readonly size: number
  /** Puts a message there: its header, and a body of so many octets. */
  deliver(header: string, bodyOctets: number): void
  close(): Promise<void>
}

interface Message {
  uid: string
  header: string
  bodyOctets: number
}

export async function fastMail(options: FastMailOptions = {}): Promise<FastMail> {
  const { delayOf = () => 0, clock = systemClock, tls } = options
  const box = mailbox(options.onTop)
  const visibleAt: number[] = []
  const onTheirWay = new Set<() => void>()
  let taken = 0

  function arrive(text: string): void {
    const [header = '', body = ''] = text.split('\r\n\r\n')
    box.deliver(`${header}\r\n`, body.length)
    visibleAt.push(clock.now())
    options.onArrival?.(text)
  }

  function take(text: string): void {
    const delay = delayOf(taken++)
    if (delay === Infinity) return
    if (delay <= 0) {
      arrive(text)
      return
    }
    const stop = clock.after(delay, () => {
      onTheirWay.delete(stop)
      arrive(text)
    })
    onTheirWay.add(stop)
  }

  const extensions = ['8BITMIME', 'AUTH PLAIN LOGIN']
  const smtpScript = smtpPlay({ take, extensions, ...(options.smtp && { on: options.smtp }) })
  const listening = { clock, ...(tls && { tls }) }
  const smtp = await scriptedServer(smtpScript, listening)
  const pop3 = await scriptedServer(pop3Play({ on: { ...box.acts, ...options.pop3 } }), listening)
  const suffix = tls ? 's' : ''
  return {
    smtp,
    pop3,
    smtpServer: `smtp${suffix}://127.0.0.1:${String(smtp.port)}`,
    mailboxServer: `pop3${suffix}://127.0.0.1:${String(pop3.port)}`,
    visibleAt,
    get logins() {
      return box.logins()
    },
    get size() {
      return box.messages().length
    },
    deliver: (header, bodyOctets) => box.deliver(header, bodyOctets),
    async close() {
      for (const stop of onTheirWay) stop()
      await Promise.all([smtp.close(), pop3.close()])
    },
  }
}

/** One maildrop and what POP3 says of it: each session sees what was there at its login (RFC 1939 §8). */
function mailbox(onTop: FastMailOptions['onTop'] = {}) {
  const sessions = new WeakMap<ScriptedConnection, { messages: readonly Message[]; marked: Set<string> }>()
  let messages: Message[] = []
  let nextUid = 1
  let logins = 0

  const session = (connection: ScriptedConnection) => {
    const standing = sessions.get(connection) ?? { messages: [...messages], marked: new Set<string>() }
    sessions.set(connection, standing)
    return standing
  }
  const listing =
    (show: (message: Message) => string): Act =>
    (connection) => {
      const rows = session(connection).messages.map(
        (message, index) => `${String(index + 1)} ${show(message)}\r\n`,
      )
      connection.write(`+OK\r\n${rows.join('')}.\r\n`)
    }
  const about =
    (answer: (message: Message, connection: ScriptedConnection) => string): Act =>
    (connection, line) => {
      const message = session(connection).messages[Number(line.split(' ')[1]) - 1]
      connection.write(message ? answer(message, connection) : '-ERR no such message\r\n')
    }

  const top = about(({ header }) => `+OK\r\n${header}\r\n.\r\n`)
  const acts: Readonly<Record<string, Act>> = {
    PASS(connection) {
      logins += 1
      session(connection)
      connection.write('+OK logged in\r\n')
    },
    UIDL: listing(({ uid }) => uid),
    LIST: listing(({ header, bodyOctets }) => String(header.length + 2 + bodyOctets)),
    TOP: (connection, line) => (onTop[Number(line.split(' ')[1])] ?? top)(connection, line),
    RETR: about(({ header, bodyOctets }) => `+OK\r\n${header}\r\n${'x'.repeat(bodyOctets)}\r\n.\r\n`),
    DELE: about(({ uid }, connection) => {
      session(connection).marked.add(uid)
      return '+OK marked\r\n'
    }),
    QUIT(connection) {
      const { marked } = session(connection)
      messages = messages.filter(({ uid }) => !marked.has(uid))
      connection.write('+OK bye\r\n')
      connection.end()
    },
  }

  return {
    acts,
    logins: () => logins,
    messages: () => messages,
    deliver(header: string, bodyOctets: number) {
      messages.push({ uid: `uid-${String(nextUid++)}`, header, bodyOctets })
    },
  }
}
