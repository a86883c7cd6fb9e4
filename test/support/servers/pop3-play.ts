import { TLSSocket } from 'node:tls'

import type { Certificate } from './certificates.ts'
import type { Script, ScriptedConnection } from './scripted-server.ts'
import type { ServerAct } from './server-acts.ts'

export type Act = ServerAct

export interface Message {
  uid: string
  header: string
  /** What LIST says; default the length of the header. */
  octets?: number
}

/** A POP3 server for one test: everything goes well but for what `on` says. */
export interface Play {
  /** The lines of CAPA; default TOP, UIDL, USER. */
  capabilities?: readonly string[]
  /**
   * Refuses a login by PASS so many ms after the last one that it took, or after somebody else's, made before
   * the test. What CAPA says of it stands in `capabilities`.
   */
  loginDelay?: { ms: number; afterOthers?: boolean; refusal?: string }
  /** A function is asked at each login, which is when a maildrop is opened (RFC 1939 §4). */
  messages?: readonly Message[] | (() => readonly Message[])
  /** Presented after STLS. */
  certificate?: Certificate
  /**
   * By verb; the greeting is the reply to `''`, a line of a SASL exchange comes as `SASL`. A string is sent
   * with CRLF.
   */
  on?: Readonly<Partial<Record<string, string | Act>>>
  /** What of `on` is different once TLS stands. */
  onceSecured?: Play['on']
  /** How replies are put on the wire; default in one piece. */
  send?: (connection: ScriptedConnection, bytes: Buffer) => Promise<void>
}

const LOGINS = ['PASS', 'AUTH', 'SASL', 'APOP']

export const TWO_MESSAGES: readonly Message[] = [
  { uid: 'uid-1', header: 'From: a@example.com\r\nSubject: one\r\n' },
  { uid: 'uid-2', header: 'From: b@example.com\r\nSubject: two\r\n..dots\r\n' },
]

/** Dot-stuffs the lines of a body and ends it (RFC 1939 §3). */
export function multiLine(status: string, body: string): string {
  return `${status}\r\n${body.replace(/^\./gm, '..')}.\r\n`
}

export function pop3Play(play: Play): Script {
  const { on = {}, capabilities = ['TOP', 'UIDL', 'USER'], messages = TWO_MESSAGES } = play

  let isTooSoon = false
  let hadOthers = play.loginDelay?.afterOthers !== true

  async function keepApart(connection: ScriptedConnection): Promise<void> {
    isTooSoon = true
    await connection.pause(play.loginDelay?.ms ?? 0)
    isTooSoon = false
  }

  /** The delay of somebody else's login begins when the server first hears of us. */
  function logIn(connection: ScriptedConnection): Promise<void> {
    const { refusal = '-ERR [LOGIN-DELAY] too soon' } = play.loginDelay ?? {}
    const isOthers = !hadOthers
    hadOthers = true
    const isRefused = isTooSoon || isOthers
    if (play.loginDelay && (isOthers || !isTooSoon)) void keepApart(connection)
    return send(connection, `${isRefused ? refusal : '+OK logged in'}\r\n`)
  }

  async function send(connection: ScriptedConnection, text: string): Promise<void> {
    const bytes = Buffer.from(text, 'latin1')
    if (play.send) await play.send(connection, bytes)
    else connection.write(bytes)
  }

  function body(lines: readonly string[]): Act {
    return (connection) => send(connection, multiLine('+OK', [...lines, ''].join('\r\n')))
  }

  function repliesTo(listed: readonly Message[]): Readonly<Record<string, string | Act>> {
    const content =
      (rest: string): Act =>
      (connection, line) => {
        const message = listed[Number(line.split(' ')[1]) - 1]
        const text = message ? multiLine('+OK', `${message.header}\r\n${rest}`) : '-ERR no such message\r\n'
        return send(connection, text)
      }
    return {
      '': '+OK ready',
      CAPA: body(capabilities),
      USER: '+OK',
      PASS: logIn,
      AUTH: '+OK logged in',
      SASL: '+OK logged in',
      UIDL: body(listed.map(({ uid }, index) => `${index + 1} ${uid}`)),
      LIST: body(listed.map(({ header, octets = header.length }, index) => `${index + 1} ${octets}`)),
      TOP: content(''),
      RETR: content('The body.\r\n'),
      DELE: '+OK marked',
      QUIT: async (connection) => {
        await send(connection, '+OK bye\r\n')
        connection.end()
      },
      STLS: async (connection) => {
        connection.write('+OK begin\r\n')
        if (play.certificate) await connection.upgrade(play.certificate)
      },
    }
  }

  return async (connection) => {
    let replies = repliesTo(typeof messages === 'function' ? [] : messages)
    let line = ''
    for (;;) {
      const verb = /^(?:[A-Z]{3,4}(?= |$)|$)/.exec(line)?.[0] ?? 'SASL'
      if (typeof messages === 'function' && LOGINS.includes(verb)) replies = repliesTo(messages())
      const secured = connection.socket instanceof TLSSocket ? play.onceSecured : undefined
      const act = secured?.[verb] ?? on[verb] ?? replies[verb] ?? '-ERR what?'
      if (typeof act === 'string') await send(connection, `${act}\r\n`)
      else await act(connection, line)
      line = await connection.readLine()
    }
  }
}
