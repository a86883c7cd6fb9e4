import { expect, test } from 'vitest'

import type { DescribingFlags } from '../../../../cli/commands/check/check-flags.ts'
import { inOptionWords, monitorFromOptions } from '../../../../cli/commands/check/monitor-from-options.ts'

const ENV = { POP_PASSWORD: 'hunter2', SMTP_PASSWORD: 'swordfish', EMPTY: '', GRANT: '{}' }

const GOOD = {
  email: 'probe@example.com',
  mailbox: 'pop3s://pop.example.com',
  userid: 'probe',
  passwordEnv: 'POP_PASSWORD',
  smtp: 'smtp://mail.example.com:587',
}

const NONE: DescribingFlags = {
  email: undefined,
  mailbox: undefined,
  userid: undefined,
  passwordEnv: undefined,
  grantEnv: undefined,
  smtp: undefined,
  smtpUserid: undefined,
  smtpPasswordEnv: undefined,
  smtpGrantEnv: undefined,
  from: undefined,
  helo: undefined,
  secondsBetweenLogins: undefined,
  folder: undefined,
  junk: undefined,
  junkServer: undefined,
  timeout: undefined,
}

function built(change: Partial<DescribingFlags>) {
  return monitorFromOptions({ ...NONE, ...change }, ENV)
}

function mistakesOf(change: { readonly [K in keyof DescribingFlags]?: string | undefined }): string[] {
  const from = built({ ...GOOD, ...change })
  return from.ok ? [] : from.mistakes
}

test('the options are an ordinary definition, with its defaults', () => {
  const from = built({
    ...GOOD,
    smtpUserid: 'sender',
    smtpPasswordEnv: 'SMTP_PASSWORD',
    from: 'monitor@example.com',
    timeout: '30',
  })
  expect(from).toMatchObject({
    ok: true,
    monitor: {
      monitorId: 'check',
      emailAddress: 'probe@example.com',
      timeoutSeconds: 30,
      mailbox: {
        server: { scheme: 'pop3s', host: 'pop.example.com', port: 995 },
        userid: 'probe',
        secret: { kind: 'password', store: 'env', name: 'POP_PASSWORD' },
        tls: { mode: 'required', verify: true },
      },
      smtp: {
        server: { scheme: 'smtp', host: 'mail.example.com', port: 587 },
        from: 'monitor@example.com',
        login: { userid: 'sender', secret: { kind: 'password', store: 'env', name: 'SMTP_PASSWORD' } },
        tls: { mode: 'for-password', verify: true },
      },
    },
  })
})

test('--grant-env and --smtp-grant-env name the variables of OAuth2 grants, in place of passwords', () => {
  const change = { passwordEnv: undefined, grantEnv: 'GRANT', smtpUserid: 'probe', smtpGrantEnv: 'GRANT' }
  const secret = { kind: 'grant', store: 'env', name: 'GRANT' }
  expect(built({ ...GOOD, ...change })).toMatchObject({
    ok: true,
    monitor: { mailbox: { secret }, smtp: { login: { secret } } },
  })
})

test('--helo is the name said in EHLO', () => {
  expect(built({ ...GOOD, helo: 'probe.example.com' })).toMatchObject({
    ok: true,
    monitor: { smtp: { heloName: 'probe.example.com' } },
  })
})

test('--seconds-between-logins spaces the logins to the mailbox', () => {
  expect(built({ ...GOOD, secondsBetweenLogins: '60' })).toMatchObject({
    ok: true,
    monitor: { mailbox: { secondsBetweenLogins: 60 } },
  })
})

test('--folder and --junk say where in an IMAP mailbox the message may lie', () => {
  expect(built({ ...GOOD, mailbox: 'imaps://x', folder: 'INBOX.Probe', junk: 'ok' })).toMatchObject({
    ok: true,
    monitor: { mailbox: { server: { scheme: 'imaps', port: 993 }, folder: 'INBOX.Probe', junk: 'ok' } },
  })
})

test('--junk-server is the IMAP server that POP3 has its junk folder looked into at', () => {
  expect(built({ ...GOOD, junkServer: 'imaps://x' })).toMatchObject({
    ok: true,
    monitor: { mailbox: { junk: 'failed', junkServer: { scheme: 'imaps', host: 'x', port: 993 } } },
  })
})

test('without --timeout a check waits as long as a monitor does', () => {
  expect(built(GOOD)).toMatchObject({ ok: true, monitor: { timeoutSeconds: 300 } })
})

test.each<[string, Record<string, string | undefined>, RegExp]>([
  [
    'neither password nor grant',
    { passwordEnv: undefined },
    /^--password-env: expected the NAME of the environment variable that holds the mailbox password, got nothing; for OAuth2 --grant-env$/,
  ],
  [
    'a password and a grant',
    { grantEnv: 'GRANT' },
    /^--grant-env: remove one of --password-env and --grant-env: a login is made with one of them$/,
  ],
  [
    'a grant in place of the name of its variable',
    { passwordEnv: undefined, grantEnv: '{"grant":"hunter2"}' },
    /^--grant-env: expected the NAME of the environment variable that holds the OAuth2 grant of the mailbox, got something else \(not shown\)$/,
  ],
  [
    'a grant of nobody',
    { smtpGrantEnv: 'GRANT' },
    /^--smtp-userid: expected the user name that --smtp-grant-env belongs to, got nothing$/,
  ],
  [
    'a variable that is not set',
    { passwordEnv: undefined, grantEnv: 'EMPTY' },
    /^--grant-env: the environment variable EMPTY is not set; this option takes the name of one, not the grant$/,
  ],
  ['no address', { email: undefined }, /^--email: expected an address as name@example\.com, got nothing$/],
  ['a strange address', { email: 'a b@c' }, /^--email: .*got "a b@c"$/],
  ['a strange sender', { from: 'x' }, /^--from: expected an address/],
  ['a strange name for EHLO', { helo: 'a b' }, /^--helo: expected .*got "a b"$/],
  [
    'an hour between logins',
    { secondsBetweenLogins: '3600' },
    /^--seconds-between-logins: .*from 0 to 900, got 3600$/,
  ],
  [
    'a port of IMAP',
    { mailbox: 'pop.example.com:993' },
    /^--mailbox: expected imaps:\/\/pop\.example\.com:993 or /,
  ],
  [
    'a folder of POP3',
    { folder: 'Probe' },
    /^--folder: .*write --mailbox as imap:\/\/host or imaps:\/\/host$/,
  ],
  ['junk of POP3', { junk: 'ok' }, /^--junk: .*add --junk-server \(an IMAP server\), or write --mailbox/],
  ['a rule that is none', { junk: 'maybe' }, /^--junk: expected "failed", "ok" or "off", got "maybe"$/],
  [
    'a server for the look that nobody makes',
    { junk: 'off', junkServer: 'imaps://x' },
    /^--junk-server: contradicts --junk "off": remove one of the two$/,
  ],
  ['a login in the URL', { mailbox: 'pop3://u:hunter2@x' }, /^--mailbox: .*put the user name in --userid$/],
  ['no mailbox login', { userid: undefined }, /^--userid: expected one line of text/],
  ['a timeout in words', { timeout: 'soon' }, /^--timeout: expected a whole number .*got "soon"$/],
  ['a timeout too long', { timeout: '301' }, /^--timeout: .*from 5 to 300, got 301$/],
  ['half a login', { smtpUserid: 'u' }, /^--smtp-password-env: .*password of --smtp-userid, got nothing; /],
  [
    'the other half',
    { smtpPasswordEnv: 'SMTP_PASSWORD' },
    /^--smtp-userid: expected the user name that --smtp-password-env belongs to/,
  ],
  ['no server to send by', { smtp: undefined }, /^--smtp: .* a check has no built-in sender$/],
  [
    'no password',
    { passwordEnv: undefined },
    /^--password-env: expected the NAME of .*the mailbox password, got nothing; for/,
  ],
  [
    'a password for a name',
    { passwordEnv: 'hunter 2!' },
    /^--password-env: .*got something else \(not shown\)$/,
  ],
  [
    'a variable that is not set',
    { passwordEnv: 'NO_SUCH' },
    /^--password-env: the environment variable NO_SUCH is not set/,
  ],
  [
    'a variable that is empty',
    { passwordEnv: 'EMPTY' },
    /^--password-env: the environment variable EMPTY is not set/,
  ],
  [
    'a password that could be a name',
    { passwordEnv: 'Hunter2' },
    /^--password-env: the environment variable is not set/,
  ],
])('%s is one mistake in the words of the options', (_what, change, mistake) => {
  const mistakes = mistakesOf(change)
  expect(mistakes).toHaveLength(1)
  expect(mistakes[0]).toMatch(mistake)
  expect(mistakes[0]).not.toMatch(/hunter/i)
})

test('all mistakes come at once, in the order of the usage', () => {
  const mistakes = mistakesOf({
    email: 'x',
    mailbox: '::',
    smtp: undefined,
    from: 'y',
    timeout: '1',
    passwordEnv: 'NO',
  })
  expect(mistakes.map((mistake) => mistake.split(':')[0])).toEqual([
    '--email',
    '--mailbox',
    '--password-env',
    '--smtp',
    '--from',
    '--timeout',
  ])
})

test('advice about fields becomes advice about options', () => {
  expect(
    inOptionWords('Set smtp.userid and smtp.password; check mailbox.userid or raise timeoutSeconds.'),
  ).toBe('Set --smtp-userid and --smtp-password-env; check --userid or raise --timeout.')
})

test('advice to allow a login in the clear is told as the switch that does', () => {
  expect(inOptionWords('write mailbox.tls: "opportunistic".')).toBe('write --allow-clear.')
})
