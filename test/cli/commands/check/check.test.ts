import { expect, test } from 'vitest'

import { storedSecretText } from '../../../../shared/core/definition/stored-secret.ts'
import { fileOf } from '../../../support/temporary-files.ts'
import { fastClock } from '../../../local/fast-clock.ts'
import { refusedCheckSays, says } from '../../says.ts'
import { ADDRESS, ENV, PASSWORD, described, mailServer } from './checked-server.ts'
import { NAGIOS_FORM } from './nagios-form.ts'

function expectNoSecret(text: string, secret = PASSWORD): void {
  for (const spelling of [secret, Buffer.from(secret).toString('base64')])
    expect(text).not.toContain(spelling)
}

test('a round trip is shown phase by phase, ends in OK and exit code 0, and leaves no message', async () => {
  const server = await mailServer()
  const { code, out, err } = await says(['check', ...described(server)], { env: ENV })
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
  const { code, out, err } = await says(['check', ...described(server), '--log'], {
    env: { POP_PASSWORD: 'hunter2 too' },
  })
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toMatch(/mailbox {2}auth .* not completed\n/)
  expect(out).toContain('\nFAILED: the mailbox server refused the login\n')
  expect(out).toContain('\n  reason   mailbox-login-refused, in mailbox.auth\n')
  expect(out).toContain('\n  detail   [AUTH] Authentication failed\n')
  expect(out).toContain('--userid with its password')
  expect(out).toMatch(/\d\.\d {2}mailbox {2}auth {6}client {2}PASS <secret>\n/)
  expectNoSecret(out, 'hunter2 too')
})

test('a password with its hosts in the environment is said to these alone', async () => {
  const server = await mailServer()
  const env = (...hosts: string[]) => ({ POP_PASSWORD: storedSecretText({ hosts, value: PASSWORD }) })
  const args = ['check', ...described(server)]
  expect(await says(args, { env: env('127.0.0.1') })).toMatchObject({ code: 0, err: '' })
  const { code, out } = await says([...args, '--log'], { env: env('localhost') })
  expect(code).toBe(3)
  expect(out).toContain('INCONCLUSIVE: a password or grant of the monitor is stored for other hosts\n')
  expect(out).toMatch(
    /detail +POP_PASSWORD is for localhost, but mailbox\.server is 127\.0\.0\.1; if it is yours: export/,
  )
  expect(out).not.toMatch(/connect|greeting/)
  expectNoSecret(out)
})

test('a lost message fails at the timeout, and the token it can be found by is told', async () => {
  const server = await mailServer()
  server.faults.lose(1)
  const { code, out } = await says(['check', ...described(server), '--timeout', '5'], {
    env: ENV,
    clock: fastClock(Date.UTC(2026, 0, 5, 12), 5),
  })
  expect(code).toBe(1)
  expect(out).toContain('\nFAILED: the test message did not arrive in time\n')
  expect(out).toContain('\n  waited   5 s\n')
  expect(out).toMatch(/its subject ends in [0-9a-f]{32}\n/)
})

test('--json prints one object and nothing else, with the log and without the password', async () => {
  const server = await mailServer()
  server.faults.deliverTwice()
  const { code, out, err } = await says(['check', ...described(server), '--json', '--log'], { env: ENV })
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
  const { code, out, err } = await says(args, { env })
  expect({ code, err }).toEqual({ code: exit, err: '' })
  expect(out).toMatch(/^[^\n]+\n$/)
  expect(out.trimEnd()).toMatch(NAGIOS_FORM)
  expect(out).toContain(`ROUNDTRIP ${state} - `)
  expect(out).toMatch(words)
})

test('all mistakes of the description come at once on standard error, exit code 2', async () => {
  const args = [
    'check',
    '--email',
    'x',
    '--timeout',
    '3',
    '--ca',
    '/nowhere.pem',
    '--json',
    '--nagios=no',
    '--log',
  ]
  const { code, out, err } = await says(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  const [first, ...mistakes] = err.trimEnd().split('\n')
  expect(first).toBe('roundtrip check: 7 mistakes (roundtrip check --help)')
  expect(mistakes.map((mistake) => mistake.trim().split(':')[0])).toEqual([
    '--email',
    '--mailbox',
    '--userid',
    '--password-env',
    '--smtp',
    '--timeout',
    '--ca',
  ])
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
  const byId = await says(['check', 'shop', '--file', file, '--timeout', '200'], { env })
  expect(byId).toMatchObject({ code: 0, err: '' })
  expect(byId.out).toContain(', at most 200 s\n')

  const unset = await says(['check', 'shop', '--file', file])
  expect(unset).toMatchObject({ code: 3, err: '' })
  expect(unset.out).toContain('INCONCLUSIVE: a password or grant of the monitor is not set\n')
  expect(unset.out).toContain('export ROUNDTRIP_SECRET_SHOP_MAIL=…')
})

test.each([
  [
    'no such id',
    ['nosuch', '--file', 'FILE'],
    'FILE holds no monitor with the id "nosuch"; there are: "a", "b"',
  ],
  ['several monitors', ['FILE'], 'FILE holds 2 monitors; name one: check ID --file FILE ("a", "b")'],
  ['options beside an id', ['a', '--email', 'x@example.com'], '--email: not allowed with an id or a file'],
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

test('--help says what there is', async () => {
  const { code, out } = await refusedCheckSays('--email', 'x', '--help')
  expect(code).toBe(0)
  expect(out).toMatch(/--password-env NAME[^]*Exit codes: 0/)
})
