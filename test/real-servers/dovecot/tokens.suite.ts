import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type TokenIssuer, startTokenIssuer } from '../../support/servers/token-issuer/token-issuer.ts'
import { type Done, type Plan, fullRun, ports } from '../full-run.ts'
import { grantOf } from '../grants.ts'
import type { MailboxName } from '../mailboxes.ts'
import { HOST } from '../servers.ts'

let issuer: TokenIssuer
beforeAll(async () => {
  issuer = await startTokenIssuer({ port: ports.tokenIssuer })
})
afterAll(() => issuer.close())

const PLAIN = { tls: 'none' }
/** How a run logs in, and the line that it says there. */
type Way = Omit<Plan, 'mailbox'> & { mechanism: string; line: RegExp }
const line = (command: string) => new RegExp(`^CLIENT: ${command}`)
const pop3 = (port: number, mechanism: string) => ({
  at: { server: `pop3://${HOST}:${port}`, ...PLAIN },
  smtp: PLAIN,
  mechanism,
  line: line(`AUTH ${mechanism}`),
})
const imap = (port: number, mechanism: string) => ({
  at: { server: `imap://${HOST}:${port}`, ...PLAIN },
  smtp: PLAIN,
  mechanism,
  line: line(`\\S+ AUTHENTICATE ${mechanism}`),
})
/** The mailbox's own login is made with a token too, by IMAP at the Dovecot beside. */
const smtp = (port: number, mechanism: string, imapPort: number) => ({
  at: { server: `imap://${HOST}:${imapPort}`, ...PLAIN },
  smtp: { server: `smtp://${HOST}:${port}`, login: 'right' as const, ...PLAIN },
  mechanism,
  line: line(`AUTH ${mechanism}`),
})

const WAYS = {
  pop3: pop3(ports.pop3ByToken, 'XOAUTH2'),
  imap: imap(ports.imapByToken, 'XOAUTH2'),
  smtp: smtp(ports.smtpByToken, 'XOAUTH2', ports.imapByToken),
  pop3ByBearer: pop3(ports.pop3ByBearer, 'OAUTHBEARER'),
  imapByBearer: imap(ports.imapByBearer, 'OAUTHBEARER'),
  smtpByBearer: smtp(ports.smtpByBearer, 'OAUTHBEARER', ports.imapByBearer),
} as const satisfies Record<string, Way>

const taken: Readonly<Record<string, [MailboxName, Way]>> = {
  'POP3 by XOAUTH2': ['token-pop3', WAYS.pop3],
  'IMAP by XOAUTH2': ['token-imap', WAYS.imap],
  'Postfix and IMAP by XOAUTH2': ['token-smtp', WAYS.smtp],
  'POP3 by OAUTHBEARER, which is offered alone': ['bearer-pop3', WAYS.pop3ByBearer],
  'IMAP by OAUTHBEARER, which is offered alone': ['bearer-imap', WAYS.imapByBearer],
  'Postfix and IMAP by OAUTHBEARER, which is offered alone': ['bearer-smtp', WAYS.smtpByBearer],
}

const revoked: Readonly<Record<string, [MailboxName, Way]>> = {
  POP3: ['token-revoked-pop3', WAYS.pop3],
  IMAP: ['token-revoked-imap', WAYS.imap],
  'Postfix and IMAP': ['token-revoked-smtp', WAYS.smtp],
}

const refused: Readonly<Record<string, [MailboxName, Way, side: 'mailbox' | 'smtp']>> = {
  'POP3 by XOAUTH2': ['token-refused-pop3', WAYS.pop3, 'mailbox'],
  'IMAP by XOAUTH2': ['token-refused-imap', WAYS.imap, 'mailbox'],
  'IMAP by OAUTHBEARER': ['bearer-refused-imap', WAYS.imapByBearer, 'mailbox'],
  'Postfix by XOAUTH2': ['token-refused-smtp', WAYS.smtp, 'smtp'],
}

const loginsBy = ({ said }: Done, way: Way) => said.filter((text) => way.line.test(text))
const RENEWED = 'a newer token: logging in once more'

describe.concurrent('Dovecot that asks the issuer about access tokens', () => {
  test.each(Object.entries(taken))('lets us in at %s', async (_, [mailbox, way]) => {
    const done = await fullRun({ ...way, mailbox, granted: grantOf(mailbox, issuer) })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(done.mail).toEqual({ letters: 1, others: [] })
    expect(loginsBy(done, way)).not.toEqual([])
  })

  test.each(Object.entries(revoked))('refuses a revoked one at %s, and takes the next', async (_, row) => {
    const [mailbox, way] = row
    const granted = grantOf(mailbox, issuer)
    const first = await granted.read()
    issuer.tokens.access.delete(first)
    const done = await fullRun({ ...way, mailbox, granted })
    expect(done.result).toMatchObject({ status: 0, outcome: 'delivered', warnings: [] })
    expect(done.said.filter((text) => text.endsWith(RENEWED)).length).toBeGreaterThan(0)
    expect(await granted.read()).not.toBe(first)
    expect(done.mail).toEqual({ letters: 1, others: [] })
  })

  test.each(Object.entries(refused))('refuses the newer one too at %s: that is all', async (_, row) => {
    const [mailbox, way, side] = row
    // Tokens of somebody else: valid, and not for this mailbox.
    const granted = grantOf('token-of-another', issuer)
    const done = await fullRun({ ...way, mailbox, granted })
    const reason = side === 'smtp' ? 'smtp-auth-refused' : 'mailbox-login-refused'
    expect(done.result).toMatchObject({ status: 2, reason, phase: `${side}.auth`, outcome: 'failed' })
    expect(done.result.detail).toContain(`login by ${way.mechanism}`)
    expect(loginsBy(done, way)).toHaveLength(2)
    expect(done.published.map(({ attributes }) => attributes.reason)).toEqual([reason])
    expect(done.mail.letters).toBe(1)
  })
})
