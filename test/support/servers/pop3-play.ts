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
  /** A function is asked once for each connection. */
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
      PASS: '+OK logged in',
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
    const replies = repliesTo(typeof messages === 'function' ? messages() : messages)
    let line = ''
    for (;;) {
      const verb = /^(?:[A-Z]{3,4}(?= |$)|$)/.exec(line)?.[0] ?? 'SASL'
      const secured = connection.socket instanceof TLSSocket ? play.onceSecured : undefined
      const act = secured?.[verb] ?? on[verb] ?? replies[verb] ?? '-ERR what?'
      if (typeof act === 'string') await send(connection, `${act}\r\n`)
      else await act(connection, line)
      line = await connection.readLine()
    }
  }
}
