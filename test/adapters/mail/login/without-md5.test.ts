import { setFips } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { hasMd5 } from '../../../../shared/adapters/mail/login/md5.ts'
import { pop3Play } from '../../../support/servers/pop3-play.ts'
import { type ScriptedServer, scriptedServer } from '../../../support/servers/scripted-server.ts'
import { smtpPlay } from '../../../support/servers/smtp-play.ts'
import { visit as visitImap } from '../imap/imap-visit.ts'
import { evidenceOf } from '../net/net-world.ts'
import { script, visit } from '../pop3/pop3-visit.ts'
import { LOGIN, sendingTo } from '../smtp/sending.ts'

// FIPS mode as OpenSSL knows it: from here on no digest can be had that no FIPS provider has made.
beforeAll(() => setFips(true))
afterAll(() => setFips(false))

let server: ScriptedServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const LACK = 'this Node has no MD5 (FIPS mode)'

test('MD5 is out of reach here', () => {
  expect(hasMd5()).toBe(false)
})

test.each([
  ['CRAM-MD5', ['UIDL', 'SASL CRAM-MD5'], '+OK ready'],
  ['APOP', ['UIDL'], '+OK ready <1896.697170952@pop.example.test>'],
])(
  'a mailbox that wants %s gets nothing, and the evidence says why',
  async (wanted, capabilities, greeting) => {
    server = await scriptedServer(pop3Play({ capabilities, on: { '': greeting } }))
    const { evidence, ours, log } = await visit({ port: server.port })
    const text = `only ${wanted} is offered, and ${LACK}`
    expect(ours).toBeUndefined()
    expect(evidence).toEqual({ side: 'mailbox', phase: 'auth', kind: 'auth-not-offered', text })
    expect(server.lines).toEqual(['CAPA'])
    expect(script(log)).toContain(`auth N: ${text}`)
  },
)

test('an IMAP server that wants CRAM-MD5 gets nothing, and the evidence says why', async () => {
  const { evidence, ours, said, log } = await visitImap({
    capabilities: ['IMAP4rev1', 'LOGINDISABLED', 'AUTH=CRAM-MD5'],
  })
  const text = `only CRAM-MD5 is offered, and ${LACK}`
  expect(ours).toBeUndefined()
  expect(evidence).toEqual({ side: 'mailbox', phase: 'auth', kind: 'auth-not-offered', text })
  expect(said).toEqual(['CAPABILITY'])
  expect(script(log)).toContain(`auth N: ${text}`)
})

test('an SMTP server that wants CRAM-MD5 gets no login and no message, and the evidence says why', async () => {
  const sending = await sendingTo(smtpPlay({ extensions: ['AUTH CRAM-MD5'] }), { settings: { login: LOGIN } })
  expect(await evidenceOf(sending.send())).toEqual({
    side: 'smtp',
    phase: 'auth',
    kind: 'auth-not-offered',
    text: `only CRAM-MD5 is offered, and ${LACK}`,
  })
  await expect.poll(() => sending.server.lines).toEqual(['EHLO probe.test', 'QUIT'])
})

test('an SMTP server that offers more is logged in to by what is left', async () => {
  const play = smtpPlay({ extensions: ['AUTH CRAM-MD5 PLAIN'] })
  const sending = await sendingTo(play, { settings: { login: LOGIN } })
  await sending.send()
  expect(sending.server.lines[1]).toMatch(/^AUTH PLAIN /)
})
