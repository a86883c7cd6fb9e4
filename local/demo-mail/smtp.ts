import { SMTPServer } from 'smtp-server'
import type { SMTPServerDataStream, SMTPServerOptions } from 'smtp-server'

import type { Delivery } from './delivery.ts'
import { SERVER_NAME } from './delivery.ts'
import type { FaultPlan, Reply } from './faults.ts'
import type { Listener } from './listener.ts'
import { LOOPBACK, MOST_CLIENTS } from './listener.ts'
import type { Mailboxes } from './mailbox.ts'

/** PEM texts; with them STARTTLS and STLS are offered, and the ports of implicit TLS are opened. */
export interface Certificate {
  cert: string
  key: string
}

/** Who may send. */
export interface SmtpLogin {
  userid: string
  password: string
}

export interface SmtpOptions {
  port: number
  implicitTls: boolean
  certificate: Certificate | undefined
  /**
   * None: everybody may send. Any: nobody may send without a login; it is offered on plain connections only
   * where there is no certificate.
   */
  logins: readonly SmtpLogin[]
}

/** What is being read lies in memory, of so many clients at once; whoever can connect may send. */
const MAX_MESSAGE_OCTETS = 4 * 1024 * 1024

const TOO_LARGE: Reply = { code: 552, text: '5.3.4 The message has more octets than are taken here' }

/** The SMTP half: takes mail for known addresses, refuses the rest with 550 5.1.1. */
export async function smtpListener(
  options: SmtpOptions,
  mailboxes: Mailboxes,
  faults: FaultPlan,
  delivery: Delivery,
): Promise<Listener> {
  const { certificate, logins } = options
  const server = new SMTPServer({
    ...reading(options),
    onAuth(auth, _session, done) {
      const known = logins.find((login) => login.userid === auth.username && login.password === auth.password)
      if (known) done(null, { user: known.userid })
      else done(refusal({ code: 535, text: '5.7.8 Authentication credentials invalid' }))
    },
    onRcptTo(recipient, _session, done) {
      if (!mailboxes.knows(recipient.address)) {
        done(
          refusal({
            code: 550,
            text: `5.1.1 <${recipient.address}>: Recipient address rejected: user unknown`,
          }),
        )
        return
      }
      const fault = faults.recipientRefusal()
      done(fault && refusal(fault))
    },
    onData(stream, session, done) {
      readAll(stream).then(
        (raw) => {
          const fault = stream.sizeExceeded ? TOO_LARGE : faults.messageRefusal()
          if (fault) {
            done(refusal(fault))
            return
          }
          const { mailFrom, rcptTo } = session.envelope
          delivery.take({
            from: mailFrom ? mailFrom.address : '',
            recipients: rcptTo.map((recipient) => recipient.address),
            raw,
            heloName: session.hostNameAppearsAs,
            clientAddress: session.remoteAddress,
            protocol: session.transmissionType,
            queueId: `${session.id}.${session.transaction}`,
          })
          done(null, `2.0.0 Ok: queued as ${session.id}.${session.transaction}`)
        },
        () => done(refusal({ code: 451, text: '4.3.0 The message was not read to its end' })),
      )
    },
    ...(certificate ?? {}),
  })
  return listen(server, options.port)
}

function reading(options: SmtpOptions): SMTPServerOptions {
  const withoutLogin = options.logins.length === 0
  const withoutTls = options.certificate === undefined || options.implicitTls
  return {
    name: SERVER_NAME,
    banner: 'Roundtrip demo mail server',
    secure: options.implicitTls,
    disabledCommands: [...(withoutLogin ? ['AUTH'] : []), ...(withoutTls ? ['STARTTLS'] : [])],
    authOptional: withoutLogin,
    authRequiredMessage: '5.7.0 Authentication required',
    authMethods: ['PLAIN', 'LOGIN'],
    allowInsecureAuth: options.certificate === undefined,
    maxAllowedUnauthenticatedCommands: false,
    disableReverseLookup: true,
    size: MAX_MESSAGE_OCTETS,
    rejectOversized: true,
    maxClients: MOST_CLIENTS,
    closeTimeout: 100,
    logger: false,
  }
}

function listen(server: SMTPServer, port: number): Promise<Listener> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const socket = server.listen(port, LOOPBACK, () => {
      server.off('error', reject)
      // Clients that reset, or that break off a handshake, are reported here; none of it is the server's end.
      server.on('error', () => undefined)
      const bound = socket.address()
      resolve({
        port: typeof bound === 'object' && bound ? bound.port : port,
        close: () => new Promise((closed) => server.close(() => closed())),
      })
    })
  })
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    // What is over the limit is refused after the dot; until then it need not be kept.
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

function refusal(reply: Reply): Error {
  return Object.assign(new Error(reply.text), { responseCode: reply.code })
}
