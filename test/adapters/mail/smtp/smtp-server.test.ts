import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { describe, expect, onTestFinished, test } from 'vitest'

import type { SmtpSettings } from '../../../../shared/adapters/mail/smtp/connection.ts'
import { smtpSender } from '../../../../shared/adapters/mail/smtp/smtp-sender.ts'
import { NO_SIGNAL, evidenceOf, freshDialogue, loopback } from '../net/net-world.ts'
import { CERTIFICATE, LOGIN, MESSAGE, TRUSTED } from './sending.ts'

interface Delivery {
  from: string
  to: string[]
  text: string
  user: unknown
  secure: boolean
}

/** A server that other people wrote, which takes mail from whoever may log in. */
async function foreignServer(options: SMTPServerOptions): Promise<{ port: number; deliveries: Delivery[] }> {
  const deliveries: Delivery[] = []
  const server = new SMTPServer({
    ...CERTIFICATE,
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    onAuth({ username, password }, _session, done) {
      if (username === LOGIN.userid && password === LOGIN.password) done(null, { user: username })
      else done(new Error('no'))
    },
    onData(stream, { envelope, user, secure }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const from = envelope.mailFrom ? envelope.mailFrom.address : ''
        const to = envelope.rcptTo.map(({ address }) => address)
        deliveries.push({ from, to, text: Buffer.concat(chunks).toString(), user, secure })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)))
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, deliveries }
}

const NO_TLS = ['STARTTLS']

describe('a message reaches smtp-server as it was written', () => {
  const rows: [string, SMTPServerOptions, Partial<SmtpSettings>, Partial<Delivery>][] = [
    ['in the clear', { disabledCommands: NO_TLS }, {}, { secure: false }],
    ['by STARTTLS', {}, {}, { secure: true }],
    ['over smtps', { secure: true }, { tls: { mode: 'required', verify: true } }, { secure: true }],
    [
      'with AUTH PLAIN',
      { authMethods: ['PLAIN', 'LOGIN'] },
      { login: LOGIN },
      { secure: true, user: 'probe' },
    ],
    ['with AUTH LOGIN', { authMethods: ['LOGIN'] }, { login: LOGIN }, { secure: true, user: 'probe' }],
  ]
  test.each(rows)('%s', async (_name, options, settings, expected) => {
    const { port, deliveries } = await foreignServer(options)
    const { dialogue, texts } = freshDialogue()
    const scheme = options.secure ? 'smtps' : 'smtp'
    const base = {
      server: { scheme, host: 'mail.test', port },
      tls: { mode: 'opportunistic', verify: true },
    } as const
    const sender = smtpSender({ ...base, ...settings }, loopback({ ca: TRUSTED }))
    const session = await sender.open(dialogue, NO_SIGNAL)
    await session.submit(MESSAGE, NO_SIGNAL)
    await session.close()
    expect(deliveries).toEqual([expect.objectContaining({ ...MESSAGE, to: [MESSAGE.to], ...expected })])
    expect(session.warnings).toEqual([])
    expect(texts('server').at(-1)).toBe('221 Bye')
  })

  test('and a wrong password is refused there', async () => {
    const { port } = await foreignServer({ authMethods: ['PLAIN'] })
    const { dialogue } = freshDialogue()
    const sender = smtpSender(
      {
        server: { scheme: 'smtp', host: 'mail.test', port },
        tls: { mode: 'required', verify: true },
        login: { ...LOGIN, password: 'wrong' },
      },
      loopback({ ca: TRUSTED }),
    )
    const evidence = await evidenceOf(sender.open(dialogue, NO_SIGNAL))
    expect(evidence).toMatchObject({ phase: 'auth', kind: 'refused', command: 'AUTH', replyCode: 535 })
  })
})
