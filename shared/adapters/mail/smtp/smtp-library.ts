import type net from 'node:net'

import SMTPConnection from 'nodemailer/lib/smtp-connection'

import type { Dialogue } from '../../../app/ports/dialogue.ts'
import type { OutgoingMessage } from '../../../app/ports/mail.ts'
import type { NamedPassword } from '../login/password-exchanges.ts'
import { errorOf } from '../net/connection-life.ts'
import { extensionsOf } from './extensions.ts'
import { isRefusal, refusalOf, wordsOf } from './reply.ts'
import type { SmtpWire } from './smtp-wire.ts'

/** The library's own timers must never decide: the longest that a timer takes. */
const NEVER = 2 ** 31 - 1

/** Logins that it makes; all others are exchanges of ours (`smtp-sasl.ts`). */
export type LibraryMechanism = 'PLAIN' | 'LOGIN'

/** nodemailer's SMTP, step by step, each to be called `within` the wire; a refusal is a `ProbeError`. */
export interface SmtpLibrary {
  /** The greeting, then EHLO, or HELO where that is refused. */
  hello(): Promise<void>
  logIn(login: NamedPassword, mechanism: LibraryMechanism): Promise<void>
  /** MAIL FROM to the answer to the final dot. */
  send(message: OutgoingMessage): Promise<void>
}

/** nodemailer over the wire. TLS and DNS are done by us, so it is told of neither. */
export function smtpLibrary(wire: SmtpWire, name: string, dialogue: Dialogue): SmtpLibrary {
  const connection = new SMTPConnection({
    // It uses nothing of a socket that the stream does not have.
    connection: wire.stream as unknown as net.Socket,
    name,
    secure: false,
    ignoreTLS: true,
    connectionTimeout: NEVER,
    greetingTimeout: NEVER,
    socketCloseTimeout: 0,
  })
  connection.on('error', () => undefined)
  wire.stream.once('close', () => connection.close())

  function step(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    return wire.untilEnded((resolve, reject) => {
      start((error) => {
        if (error) reject(explain(error, wire, dialogue))
        else resolve()
      })
    })
  }

  return {
    hello: () =>
      step((done) => {
        connection.once('error', done)
        connection.connect(done)
      }),
    logIn: ({ userid, password }, mechanism) =>
      step((done) => connection.login({ user: userid, pass: password, method: mechanism }, done)),
    send: ({ from, to, text }) => step((done) => connection.send({ from, to: [to] }, text, done)),
  }
}

/** What an error of the library means, told by what was last heard; its own words are kept as the cause. */
function explain(error: Error & { command?: unknown }, wire: SmtpWire, dialogue: Dialogue): Error {
  if (wire.failure) return errorOf(wire.failure, dialogue)
  if (error.command === 'API') return new Error('nodemailer was called wrongly', { cause: error })
  const { command = '', reply } = wire.exchange() ?? {}
  if (reply && isRefusal(reply)) {
    const isOfEnvelope = command === 'MAIL FROM' || command === 'RCPT TO'
    const login = isOfEnvelope && lacksOfferedLogin(wire) ? { loginOffered: true as const } : {}
    return errorOf({ ...refusalOf(command, reply), ...login, cause: error }, dialogue)
  }
  const words = reply && { words: wordsOf(reply) }
  return errorOf({ kind: 'protocol', command, ...words, cause: error }, dialogue)
}

/** By what was said on this connection: an offer from before TLS counts no more. */
function lacksOfferedLogin(wire: SmtpWire): boolean {
  const mechanisms = extensionsOf(wire.exchange('EHLO')?.reply).get('AUTH') ?? []
  return mechanisms.length > 0 && wire.exchange('AUTH') === undefined
}
