import { expect, onTestFinished, test } from 'vitest'

import { type DemoMailOptions, demoMailServer } from '../../../../local/demo-mail/demo-mail-server.ts'
import { createAuthority, issueCertificate } from '../../../support/servers/certificates.ts'
import { NAGIOS_FORM } from './nagios-form.ts'
import { fileOf, roundtrip } from '../../roundtrip-process.ts'
import { refusedCheckSays } from '../../said.ts'

const ADDRESS = 'probe@example.com'
const PASSWORD = 'c0rrect horse'
const ENV = { POP_PASSWORD: PASSWORD }

async function mailServer(options: Partial<DemoMailOptions> = {}) {
  const account = { address: ADDRESS, userid: 'probe', password: PASSWORD }
  const server = await demoMailServer({ accounts: [account], ...options })
  onTestFinished(() => server.close())
  return server
}

type Server = Awaited<ReturnType<typeof mailServer>>

/** The options that a check of this server needs, and no more. */
function described({ smtpPort, pop3Port }: Server): string[] {
  return [
    ...['--email', ADDRESS, '--userid', 'probe', '--password-env', 'POP_PASSWORD'],
    ...['--mailbox', `pop3://127.0.0.1:${pop3Port}`, '--smtp', `smtp://127.0.0.1:${smtpPort}`],
  ]
}

function expectNoSecret(text: string, secret = PASSWORD): void {
  for (const spelling of [secret, Buffer.from(secret).toString('base64')])
    expect(text).not.toContain(spelling)
}

test('a round trip is shown phase by phase, ends in OK and exit code 0, and leaves no message', async () => {
  const server = await mailServer()
  const { code, out, err } = await roundtrip(['check', ...described(server)], ENV).ended()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const [heading, ...lines] = out.trimEnd().split('\n')
  expect(heading).toMatch(/^probe@example\.com: sent by smtp:.*, looked for at pop3:.*, at most 300 s$/)
  const phases = lines.slice(0, -2).map((line) => /^ {2}(.{18})\s+[\d.]+ m?s$/.exec(line)?.[1]?.trim())
  expect([...phases].sort()).toEqual(
    [
      ...['smtp     connect', 'smtp     greeting', 'smtp     submit', 'transit'],
      ...['connect', 'greeting', 'auth', 'search', 'retrieve', 'delete'].map((phase) => `mailbox  ${phase}`),
    ].sort(),
  )
  expect(lines.slice(-2)).toEqual(['', expect.stringMatching(/^OK: the message came back in [\d.]+ m?s/)])
  expect(out).not.toContain('\x1b')
  expect(server.mailboxes.messages(ADDRESS)).toEqual([])
})

test('a wrong password is told with the words of the server and advice on the options, exit code 1', async () => {
  const server = await mailServer()
  const { code, out, err } = await roundtrip(['check', ...described(server), '--log'], {
    POP_PASSWORD: 'hunter2 too',
  }).ended()
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toMatch(/mailbox {2}auth .* not completed\n/)
  expect(out).toContain('\nFAILED: the mailbox server refused the login\n')
  expect(out).toContain('\n  reason   mailbox-login-refused, in mailbox.auth\n')
  expect(out).toContain('\n  detail   [AUTH] Authentication failed\n')
  expect(out).toContain('--userid with its password')
  expect(out).toMatch(/\d\.\d {2}mailbox {2}auth {6}client {2}PASS <secret>\n/)
  expectNoSecret(out, 'hunter2 too')
})

test('a lost message fails at the timeout, and the token it can be found by is told', async () => {
  const server = await mailServer()
  server.faults.lose(1)
  const { code, out } = await roundtrip(['check', ...described(server), '--timeout', '5'], ENV).ended()
  expect(code).toBe(1)
  expect(out).toContain('\nFAILED: the test message did not arrive in time\n')
  expect(out).toContain('\n  waited   5 s\n')
  expect(out).toMatch(/its subject ends in [0-9a-f]{32}\n/)
})

test('--json prints one object and nothing else, with the log and without the password', async () => {
  const server = await mailServer()
  server.faults.deliverTwice()
  const { code, out, err } = await roundtrip(['check', ...described(server), '--json', '--log'], ENV).ended()
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.trimEnd().split('\n')).toHaveLength(1)
  const told = JSON.parse(out) as Record<string, unknown>
  expect(told).toMatchObject({ status: 0, outcome: 'delivered', warnings: ['duplicate'] })
  expect(told.roundTripMs).toBeGreaterThan(0)
  expect(Object.keys(told.phases as object)).toEqual(['smtp', 'transit', 'mailbox'])
  expect(told.log).toContainEqual(expect.objectContaining({ side: 'client', text: 'PASS <secret>' }))
  expectNoSecret(out)
})

test.each([
  [
    'OK',
    0,
    ENV,
    [],
    /^ROUNDTRIP OK - the message came back in [\d.]+ s \| roundtrip=[\d.]+s;;;0;300 smtp_connect=/,
  ],
  [
    'CRITICAL',
    2,
    { POP_PASSWORD: 'no' },
    [],
    /\(mailbox-login-refused, status 2, in mailbox\.auth\): \[AUTH\] /,
  ],
  [
    'UNKNOWN',
    3,
    {},
    ['--from', 'x'],
    /- --password-env: the environment variable POP_PASSWORD .*; --from: expected/,
  ],
] as const)('--nagios prints one line: %s', async (state, exit, env, more, words) => {
  const server = await mailServer()
  const args = ['check', ...described(server), '--nagios', ...more]
  const { code, out, err } = await roundtrip(args, env).ended()
  expect({ code, err }).toEqual({ code: exit, err: '' })
  expect(out).toMatch(/^[^\n]+\n$/)
  expect(out.trimEnd()).toMatch(NAGIOS_FORM)
  expect(out).toContain(`ROUNDTRIP ${state} - `)
  expect(out).toMatch(words)
})

test('all mistakes of the command line come at once on standard error, exit code 2', async () => {
  const args = [
    'check',
    '--password',
    'hunter2',
    '--email',
    'x',
    '--timeout',
    '3',
    '--ca',
    '/nowhere.pem',
    '--jsn',
  ]
  const { code, out, err } = await roundtrip([...args, '--json']).ended()
  expect({ code, out }).toEqual({ code: 2, out: '' })
  const [first, ...mistakes] = err.trimEnd().split('\n')
  expect(first).toBe('roundtrip check: 9 mistakes (roundtrip check --help)')
  expect(mistakes.map((mistake) => mistake.trim().split(':')[0])).toEqual([
    '--password',
    'there is no option --jsn; did you mean --json?',
    '--email',
    '--mailbox',
    '--userid',
    '--password-env',
    '--smtp',
    '--timeout',
    '--ca',
  ])
  expect(mistakes[0]).toContain('put it into an environment variable and name that: --password-env NAME')
  expect(err).not.toContain('hunter2')
})

test('a monitor is checked by its id, with its own settings and another timeout if that is asked for', async () => {
  const server = await mailServer()
  const shop = {
    monitorId: 'shop',
    emailAddress: ADDRESS,
    mailbox: { server: `pop3://127.0.0.1:${server.pop3Port}`, userid: 'probe', password: 'ssm:shop-mail' },
    smtp: { server: `smtp://127.0.0.1:${server.smtpPort}` },
    timeoutSeconds: 30,
    intervalMinutes: 1,
  }
  const file = await fileOf('mine.json', JSON.stringify([{ monitorId: 'broken' }, shop]))
  const env = { ROUNDTRIP_SECRET_SHOP_MAIL: PASSWORD }
  const byId = await roundtrip(['check', 'shop', '--file', file, '--timeout', '200'], env).ended()
  expect(byId).toMatchObject({ code: 0, err: '' })
  expect(byId.out).toContain(', at most 200 s\n')

  const unset = await roundtrip(['check', 'shop', '--file', file]).ended()
  expect(unset).toMatchObject({ code: 3, err: '' })
  expect(unset.out).toContain('INCONCLUSIVE: a password of the monitor is not set\n')
  expect(unset.out).toContain('export ROUNDTRIP_SECRET_SHOP_MAIL=…')
})

test.each([
  [
    'no such id',
    ['nosuch', '--file', 'FILE'],
    'FILE holds no monitor with the id "nosuch"; there are: "a", "b"',
  ],
  ['several monitors', ['FILE'], 'FILE holds 2 monitors; name one: check ID --file FILE ("a", "b")'],
  [
    'options beside an id',
    ['a', '--email', 'x@example.com'],
    '--email: not beside an id or a file, which says it',
  ],
  ['two ids', ['a', 'b'], 'one monitor at a time: expected one id or file'],
  [
    'a monitor without a sender',
    ['a', '--file', 'FILE'],
    'FILE:2: a names no smtp.server, and a check has no built-in sender: add one',
  ],
  [
    'a monitor with a mistake',
    ['b', '--file', 'FILE'],
    'FILE:4: monitors[1].emailAddress: expected an address as name@example.com, got 1',
  ],
  ['an empty stack file', ['a'], 'cdk/monitors.ts holds no monitor'],
  ['a file that is none', ['./nowhere.json'], './nowhere.json: cannot be read: there is no such file'],
])('%s is one sentence and exit code 2', async (_what, args, sentence) => {
  const mailbox = '"mailbox": { "server": "pop3://127.0.0.1", "userid": "u", "password": "env:X" }'
  const file = await fileOf(
    'mine.json',
    `[\n{ "monitorId": "a", "emailAddress": "a@example.com", ${mailbox} },\n{ "monitorId": "b",\n"emailAddress": 1, ${mailbox} }]`,
  )
  const put = (text: string) => text.replaceAll('FILE', file)
  const { code, out, err } = await refusedCheckSays(...args.map(put))
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toBe(`roundtrip check: ${put(sentence)} (roundtrip check --help)\n`)
})

test('a private authority is trusted with --ca or NODE_EXTRA_CA_CERTS, and not otherwise', async () => {
  const ca = createAuthority()
  const server = await mailServer({ certificate: issueCertificate({ ipAddresses: ['127.0.0.1'], ca }) })
  const file = await fileOf('ca.pem', `a comment\n${ca.cert}`)
  const args = [
    ...['check', '--email', ADDRESS, '--userid', 'probe', '--password-env', 'POP_PASSWORD', '--json'],
    ...['--mailbox', `pop3s://127.0.0.1:${server.pop3sPort ?? 0}`],
    ...['--smtp', `smtps://127.0.0.1:${server.smtpsPort ?? 0}`],
  ]
  const ends = await Promise.all([
    roundtrip(args, ENV).ended(),
    roundtrip([...args, '--ca', file], ENV).ended(),
    roundtrip(args, { ...ENV, NODE_EXTRA_CA_CERTS: file }).ended(),
  ])
  expect(ends.map(({ code, out }) => [code, (JSON.parse(out) as { reason?: string }).reason])).toEqual([
    [1, 'tls-certificate-untrusted'],
    [0, undefined],
    [0, undefined],
  ])
})

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s after the message was sent waits for it a little and deletes it: exit code 130',
  async (signal) => {
    const server = await mailServer()
    server.faults.delay(1500)
    const { child, hears, ended } = roundtrip(['check', ...described(server)], ENV)
    await hears(/smtp +submit .*ms\n/)
    child.kill(signal)
    const { code, out, err } = await ended()
    expect({ code, err }).toEqual({ code: 130, err: '' })
    expect(out).toContain(
      '\n\nSTOPPED before there was a verdict\n  left     nothing: the test message was found and deleted\n',
    )
    expect(server.mailboxes.messages(ADDRESS)).toEqual([])
  },
)

test('a second Ctrl-C ends it at once', async () => {
  const server = await mailServer()
  server.faults.lose(1)
  const { child, hears, exit, said } = roundtrip(['check', ...described(server)], ENV)
  await hears(/smtp +submit .*ms\n/)
  child.kill('SIGINT')
  await hears(/Ctrl-C again ends at once\n/)
  const again = setInterval(() => child.kill('SIGINT'), 100)
  expect(await exit).toBe(130)
  clearInterval(again)
  expect(said.out).not.toContain('STOPPED')
})

test('a reader that goes away does not keep the message from being deleted', async () => {
  const server = await mailServer()
  const { child, hears, exit } = roundtrip(['check', ...described(server)], ENV)
  await hears(/at most 300 s\n/)
  child.stdout.destroy()
  expect(await exit).toBe(0)
  expect(server.mailboxes.messages(ADDRESS)).toEqual([])
})

test('--help says what there is', async () => {
  const { code, out } = await refusedCheckSays('--email', 'x', '--help')
  expect(code).toBe(0)
  expect(out).toMatch(/--password-env NAME[^]*Exit codes: 0/)
})
