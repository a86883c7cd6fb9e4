import { describe, expect, test } from 'vitest'

import type { MonitorDefinition } from '../../../shared/core/definition/monitor-definition.ts'
import type { DefinitionSource, Monitor } from '../../../shared/core/definition/monitor.ts'
import { describeProblems, parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { DEFAULT_POLICIES, DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'

const SHORT = {
  monitorId: 'inbox',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp.example.com' },
} satisfies MonitorDefinition

const LONG = {
  monitorId: 'shop-orders-2',
  name: 'Orders 📦',
  note: 'Ask Ines before changing this.',
  enabled: false,
  emailAddress: "o'neil+round.trip@mail.example.com",
  mailbox: {
    server: 'pop3://[2001:db8::1]:1110',
    userid: 'Ünal @ shop',
    password: 'ssm:orders.pop',
    auth: 'password',
    tls: 'none',
    verify: false,
  },
  smtp: {
    server: 'smtps://smtp.example.com',
    from: 'monitor@example.com',
    heloName: '[IPv6:2001:db8::2]',
    userid: 'monitor',
    password: 'ssm:orders.smtp',
    auth: 'password',
    tls: 'opportunistic',
    verify: true,
  },
  timeoutSeconds: 59,
  intervalMinutes: 1,
  slow: { roundTrip: 30, smtp: { connect: 2 }, mailbox: { search: 0.5 } },
  locationMode: 'all',
  alerts: [
    { onError: false, onSlow: 3 },
    {
      onError: true,
      afterFailures: 2,
      minLocations: 1,
      verify: true,
      repeatMinutes: 60,
      maxAlerts: 5,
      onRecovery: false,
      onSlow: false,
      topic: 'oncall',
    },
  ],
  tags: ['team:shop', 'a/b=c.d_e-f@g+h'],
} satisfies MonitorDefinition

type Change = Record<string, unknown>

const mailbox = (change: Change) => ({ mailbox: { ...SHORT.mailbox, ...change } })
const smtp = (change: Change) => ({ smtp: { ...SHORT.smtp, ...change } })
const policy = (change: Change) => ({ alerts: [{ onError: true, ...change }] })

function parsed(definition: unknown, source: DefinitionSource = 'stack'): Monitor {
  const result = parseMonitor(definition, source)
  if (!result.ok) throw new Error(describeProblems(result.problems))
  return result.monitor
}

function mistakes(definition: unknown, source: DefinitionSource = 'stack'): string[] {
  const result = parseMonitor(definition, source)
  return result.ok ? [] : describeProblems(result.problems).split('\n')
}

describe('what is understood', () => {
  test('the shortest definition has every default filled in', () => {
    expect(parsed(SHORT)).toEqual({
      monitorId: 'inbox',
      name: 'inbox',
      enabled: true,
      emailAddress: 'probe@example.com',
      mailbox: {
        server: { scheme: 'pop3s', host: 'pop.example.com', port: 995 },
        userid: 'probe',
        password: { store: 'ssm', name: 'inbox' },
        tls: { mode: 'required', verify: true },
      },
      smtp: {
        server: { scheme: 'smtp', host: 'smtp.example.com', port: 25 },
        tls: { mode: 'opportunistic', verify: true },
      },
      timeoutSeconds: 300,
      intervalMinutes: 10,
      alerts: DEFAULT_POLICIES,
      maintenance: [],
      tags: [],
      definitionHash: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    } satisfies Monitor)
  })

  test('the longest definition keeps all that it says', () => {
    expect(parsed(LONG)).toEqual({
      monitorId: 'shop-orders-2',
      name: 'Orders 📦',
      note: 'Ask Ines before changing this.',
      enabled: false,
      emailAddress: "o'neil+round.trip@mail.example.com",
      mailbox: {
        server: { scheme: 'pop3', host: '2001:db8::1', port: 1110 },
        userid: 'Ünal @ shop',
        password: { store: 'ssm', name: 'orders.pop' },
        tls: { mode: 'none', verify: false },
      },
      smtp: {
        server: { scheme: 'smtps', host: 'smtp.example.com', port: 465 },
        from: 'monitor@example.com',
        heloName: '[IPv6:2001:db8::2]',
        login: { userid: 'monitor', password: { store: 'ssm', name: 'orders.smtp' } },
        tls: { mode: 'opportunistic', verify: true },
      },
      timeoutSeconds: 59,
      intervalMinutes: 1,
      slow: { roundTrip: 30, 'smtp.connect': 2, 'mailbox.search': 0.5 },
      alerts: [
        { ...DEFAULT_POLICY, onError: false, onSlow: 3 },
        {
          onError: true,
          afterFailures: 2,
          minLocations: 1,
          verify: true,
          repeatMinutes: 60,
          maxAlerts: 5,
          onRecovery: false,
          topic: 'oncall',
        },
      ],
      maintenance: [],
      tags: ['team:shop', 'a/b=c.d_e-f@g+h'],
      definitionHash: expect.any(String) as string,
    } satisfies Monitor)
  })

  test.each<[string, Change]>([
    ['fields that are undefined', { name: undefined, slow: undefined, tags: undefined, expect: undefined }],
    ['an empty list of locations', { locations: [] }],
    [
      'every policy field at its default',
      policy({
        afterFailures: 1,
        minLocations: 1,
        verify: 'off',
        repeatMinutes: 0,
        onRecovery: true,
        onSlow: false,
        topic: 'alerts',
      }),
    ],
    ['verify: false in a policy', policy({ verify: false })],
    ['a policy without fields', { alerts: [{}] }],
    ['20 tags', { tags: Array.from({ length: 20 }, (_, n) => `t${String(n)}`) }],
    ['a name of 100 characters', { name: '📦'.repeat(100) }],
    ['a timeout one second below the interval', { timeoutSeconds: 299, intervalMinutes: 5 }],
    ['the longest interval', { intervalMinutes: 1440 }],
    ['the shortest times', { timeoutSeconds: 5, intervalMinutes: 1 }],
    ['an EHLO name', smtp({ heloName: 'probe.example.com' })],
    ['an EHLO address', smtp({ heloName: '[192.0.2.1]' })],
    ['TLS required on a plain scheme', smtp({ tls: 'required' })],
  ])('%s', (_what, change) => {
    expect(mistakes({ ...SHORT, ...change })).toEqual([])
  })

  test('an object without a prototype, as some parsers make', () => {
    expect(mistakes(Object.assign(Object.create(null) as object, SHORT))).toEqual([])
  })

  test.each<[string, Change]>([
    ['no smtp at all', { smtp: undefined }],
    ['an smtp that says nothing', { smtp: {} }],
  ])('in a file, %s means the built-in sender', (_what, change) => {
    expect(parsed({ ...SHORT, ...change }, 'file')).not.toHaveProperty('smtp')
  })

  test('the hash is that of the definition as written', () => {
    const hash = parsed(SHORT).definitionHash
    expect(parsed({ ...SHORT, name: undefined }).definitionHash).toBe(hash)
    expect(parsed({ ...SHORT, enabled: true }).definitionHash).not.toBe(hash)
    expect(parsed(SHORT, 'table').definitionHash).toBe(hash)
  })
})

describe('what is refused, each with its path and what was expected', () => {
  test.each<[string, Change, string]>([
    [
      'no id',
      { monitorId: undefined },
      'monitorId: expected 1 to 64 lower-case letters, digits and hyphens, got nothing',
    ],
    [
      'an id in capitals',
      { monitorId: 'Inbox' },
      'monitorId: expected 1 to 64 lower-case letters, digits and hyphens, got "Inbox"',
    ],
    [
      'an id with a line break',
      { monitorId: 'inbox\n' },
      'monitorId: expected 1 to 64 lower-case letters, digits and hyphens, got "inbox\\x0a"',
    ],
    ['an id of 65 characters', { monitorId: 'a'.repeat(65) }, 'monitorId: expected 1 to 64'],
    ['an empty name', { name: '' }, 'name: expected one line of text of 1 to 100 characters, got ""'],
    [
      'a name of 101 characters',
      { name: 'x'.repeat(101) },
      'name: expected one line of text of 1 to 100 characters',
    ],
    [
      'a name with a line break',
      { name: 'a\r\nb' },
      'name: expected one line of text of 1 to 100 characters, got "a\\x0d\\x0ab"',
    ],
    ['half a character', { name: 'a\ud83d' }, 'name: expected one line of text'],
    [
      'a note of 1001 characters',
      { note: 'x'.repeat(1001) },
      'note: expected one line of text of 1 to 1000 characters',
    ],
    ['a note with NUL', { note: 'a\0b' }, 'note: expected one line of text'],
    ['null for enabled', { enabled: null }, 'enabled: expected true or false, got null'],
    ['a word for enabled', { enabled: 'yes' }, 'enabled: expected true or false, got "yes"'],
    [
      'no address',
      { emailAddress: undefined },
      'emailAddress: expected an address as name@example.com, got nothing',
    ],
    [
      'text for the mailbox',
      { mailbox: 'hunter2' },
      'mailbox: expected an object with server, userid and password, got text',
    ],
    [
      'a list for the mailbox',
      { mailbox: [] },
      'mailbox: expected an object with server, userid and password, got a list',
    ],
    [
      'bytes for the mailbox',
      { mailbox: new Uint8Array(9) },
      'mailbox: expected an object with server, userid and password, got an object',
    ],
    ['a list for smtp', { smtp: [] }, 'smtp: expected an object with server, got a list'],
    ['null for smtp', { smtp: null }, 'smtp: expected an object with server, got null'],
    [
      'a user with a line break',
      mailbox({ userid: 'a\nQUIT' }),
      'mailbox.userid: expected one line of text of 1 to 320 characters, got "a\\x0aQUIT"',
    ],
    [
      'no user',
      mailbox({ userid: undefined }),
      'mailbox.userid: expected one line of text of 1 to 320 characters, got nothing',
    ],
    [
      'no password',
      mailbox({ password: undefined }),
      'mailbox.password: expected a reference to the password, got nothing',
    ],
    ['an unknown way to log in', mailbox({ auth: 'apop' }), 'mailbox.auth: expected "password", got "apop"'],
    [
      'TLS as an object',
      mailbox({ tls: { mode: 'required' } }),
      'mailbox.tls: expected "required", "opportunistic" or "none", got an object',
    ],
    [
      'no TLS where it begins with it',
      mailbox({ tls: 'none' }),
      'mailbox.tls: expected "required" or "opportunistic", got "none": pop3s:// begins with TLS',
    ],
    [
      'no TLS where it begins with it',
      smtp({ server: 'smtps://a', tls: 'none' }),
      'smtp.tls: expected "required" or "opportunistic", got "none": smtps:// begins with TLS',
    ],
    ['a number for verify', mailbox({ verify: 0 }), 'mailbox.verify: expected true or false, got 0'],
    [
      'a sender that is none',
      smtp({ from: '' }),
      'smtp.from: expected an address as name@example.com, got ""',
    ],
    [
      'an EHLO name with a space',
      smtp({ heloName: 'a b' }),
      'smtp.heloName: expected a host name, or an IP address as [192.0.2.1]',
    ],
    [
      'an EHLO address without brackets',
      smtp({ heloName: '192.0.2.1' }),
      'smtp.heloName: expected a host name',
    ],
    [
      'a user without a password',
      smtp({ userid: 'u' }),
      'smtp.password: expected a reference to the password of smtp.userid, got nothing',
    ],
    [
      'a password without a user',
      smtp({ password: 'ssm:x' }),
      'smtp.userid: expected the user name that smtp.password belongs to, got nothing',
    ],
    [
      'half a second',
      { timeoutSeconds: 5.5 },
      'timeoutSeconds: expected a whole number of seconds from 5 to 300, got 5.5',
    ],
    [
      '4 seconds',
      { timeoutSeconds: 4 },
      'timeoutSeconds: expected a whole number of seconds from 5 to 300, got 4',
    ],
    [
      '301 seconds',
      { timeoutSeconds: 301 },
      'timeoutSeconds: expected a whole number of seconds from 5 to 300, got 301',
    ],
    [
      'a timeout as text',
      { timeoutSeconds: '60' },
      'timeoutSeconds: expected a whole number of seconds from 5 to 300, got "60"',
    ],
    [
      'NaN',
      { timeoutSeconds: NaN },
      'timeoutSeconds: expected a whole number of seconds from 5 to 300, got NaN',
    ],
    [
      '0 minutes',
      { intervalMinutes: 0 },
      'intervalMinutes: expected a whole number of minutes from 1 to 1440, got 0',
    ],
    [
      '1441 minutes',
      { intervalMinutes: 1441 },
      'intervalMinutes: expected a whole number of minutes from 1 to 1440, got 1441',
    ],
    [
      'an interval as long as the default timeout',
      { intervalMinutes: 5 },
      'intervalMinutes: expected longer than the timeout of 300 s, got 5 min (300 s)',
    ],
    [
      'an interval as long as the timeout',
      { timeoutSeconds: 60, intervalMinutes: 1 },
      'intervalMinutes: expected longer than the timeout of 60 s, got 1 min (60 s)',
    ],
    ['text for the locations', { locations: 'eu-west-1' }, 'locations: expected a list, got "eu-west-1"'],
    ['no policy at all', { alerts: [] }, 'alerts: expected a list of 1 to 20 policies, got an empty list'],
    [
      'a policy without its list',
      { alerts: { onError: true } },
      'alerts: expected a list of 1 to 20 policies, got an object; put it into a list: [{ … }]',
    ],
    [
      'a policy that is none',
      { alerts: ['onError'] },
      'alerts[0]: expected a policy as { afterFailures: 2 }, got text',
    ],
    ['a word for onError', policy({ onError: 'no' }), 'alerts[0].onError: expected true or false, got "no"'],
    ['one tag for a list', { tags: 'a' }, 'tags: expected a list of at most 20 tags, got "a"'],
    [
      '21 tags',
      { tags: Array.from({ length: 21 }, () => 'a') },
      'tags: expected a list of at most 20 tags, got a list',
    ],
    [
      'a tag with a space',
      { tags: ['ok', 'a b'] },
      'tags[1]: expected 1 to 64 letters, digits and characters of ._:/=+@-, got "a b"',
    ],
    ['an empty tag', { tags: [''] }, 'tags[0]: expected 1 to 64 letters'],
    ['an unknown field', { colour: 'red' }, 'colour: there is no such field'],
    [
      'a slip of the finger',
      { timeoutSecs: 60 },
      'timeoutSecs: there is no such field; did you mean timeoutSeconds?',
    ],
    ['a slip within', mailbox({ user: 'u' }), 'mailbox.user: there is no such field; did you mean userid?'],
    ['a field of the wrong section', { userid: 'u' }, 'userid: there is no such field'],
    ['a name with a line break', { 'a\nb': 1 }, '["a\\x0ab"]: there is no such field'],
    ['an inherited name', { toString: 1 }, 'toString: there is no such field'],
    ['a constructor', { constructor: 1 }, '["constructor"]: there is no such field'],
  ])('%s', (_what, change, line) => {
    const lines = mistakes({ ...SHORT, ...change })
    expect(lines).toHaveLength(1)
    expect(lines[0]?.slice(0, line.length)).toBe(line)
  })

  test.each([
    [undefined, 'nothing'],
    [null, 'null'],
    ['inbox', 'text'],
    [7, 'a number'],
    [[SHORT], 'a list'],
    [() => SHORT, 'a function'],
    [new Map(), 'an object'],
  ])('%s is no definition', (definition, kind) => {
    expect(mistakes(definition)).toEqual([
      `expected an object with monitorId, emailAddress and mailbox, got ${kind}`,
    ])
  })

  test.each([
    'probe',
    'probe@',
    '@example.com',
    'a@b@example.com',
    'two words@example.com',
    'probe@exam ple.com',
    '<probe@example.com>',
    'Probe <probe@example.com>',
    '"probe"@example.com',
    'a..b@example.com',
    '.a@example.com',
    'probe@[192.0.2.1]',
    'probe@192.0.2.1',
    'probe@example.com\r\nDATA',
    'probe\0@example.com',
    'probe@example.com\n',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b.'.repeat(130)}com`,
  ])('the address %j is not safe in an envelope', (emailAddress) => {
    const [line, ...others] = mistakes({ ...SHORT, emailAddress })
    expect(others).toEqual([])
    expect(line).toMatch(/^emailAddress: expected an address as name@example\.com, got "/)
  })
})

describe('what is not available yet is refused, never ignored', () => {
  test.each<[string, Change, string]>([
    ['IMAP', mailbox({ server: 'imap://a' }), 'mailbox.server'],
    ['IMAP over TLS', mailbox({ server: 'imaps://a:993' }), 'mailbox.server'],
    ['OAuth 2 at the mailbox', mailbox({ auth: 'oauth2' }), 'mailbox.auth'],
    ['OAuth 2 at the sender', smtp({ auth: 'oauth2' }), 'smtp.auth'],
    ['an address beyond ASCII', { emailAddress: 'jürgen@example.com' }, 'emailAddress'],
    ['a domain beyond ASCII', { emailAddress: 'probe@exämple.com' }, 'emailAddress'],
    ['another location', { locations: ['eu-west-1'] }, 'locations'],
    ['locations in turn', { locationMode: 'rotate' }, 'locationMode'],
    ['a message of its own', { message: { subject: 'x' } }, 'message'],
    ['an expected refusal', { expect: '550' }, 'expect'],
    ['a count of locations', policy({ minLocations: 2 }), 'alerts[0].minLocations'],
  ])('%s', (_what, change, path) => {
    for (const source of ['stack', 'table', 'file'] as const) {
      const lines = mistakes({ ...SHORT, ...change }, source)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(/not available yet/)
      expect(lines[0]?.split(': ')[0]).toBe(path)
    }
  })

  test.each<[DefinitionSource, Change, string]>([
    ['stack', { smtp: undefined }, 'smtp'],
    ['table', { smtp: undefined }, 'smtp'],
    ['stack', { smtp: {} }, 'smtp.server'],
    ['table', { smtp: { from: 'a@example.com', heloName: 'a' } }, 'smtp.server'],
    ['file', { smtp: { from: 'a@example.com' } }, 'smtp.from'],
    ['file', { smtp: { verify: false } }, 'smtp.verify'],
  ])('the built-in sender, or its settings, in a %s with %j', (source, change, path) => {
    const lines = mistakes({ ...SHORT, ...change }, source)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/not available yet/)
    expect(lines[0]?.split(': ')[0]).toBe(path)
  })

  test.each(['pausedUntil', 'maintenance'])('%s, and a stack file is told where it belongs', (field) => {
    const definition = { ...SHORT, [field]: '2026-11-24T00:00:00Z' }
    expect(mistakes(definition, 'stack')).toEqual([
      expect.stringMatching(/^\w+: does not belong in the stack file but in .* Monitors table/),
    ])
  })
})

describe('maintenance windows', () => {
  const WINDOW = { start: '22:00', days: ['sat'], durationMinutes: 120, zone: 'Europe/Berlin' }

  test.each(['table', 'file'] as const)('are kept in a %s', (source) => {
    expect(parseMonitor({ ...SHORT, maintenance: [WINDOW] }, source)).toMatchObject({
      ok: true,
      monitor: { maintenance: [{ ...WINDOW, mode: 'mute' }] },
    })
  })

  test('that are none are told by their places', () => {
    expect(mistakes({ ...SHORT, maintenance: [WINDOW, { ...WINDOW, zone: 'Berlin' }] }, 'table')).toEqual([
      expect.stringMatching(/^maintenance\[1\]\.zone: expected .* did you mean Europe\/Berlin\?$/),
    ])
  })
})

describe('a pause until a time', () => {
  test.each(['table', 'file'] as const)('is an instant in a %s', (source) => {
    const parsed = parseMonitor({ ...SHORT, pausedUntil: '2026-11-24T19:00:00+01:00' }, source)
    expect(parsed).toMatchObject({ ok: true, monitor: { pausedUntil: Date.parse('2026-11-24T18:00:00Z') } })
  })

  test.each(['2026-11-24', 'tomorrow', 1, null])('is not %j', (pausedUntil) => {
    expect(mistakes({ ...SHORT, pausedUntil }, 'table')).toEqual([
      expect.stringMatching(/^pausedUntil: expected an instant with its zone, .* got /),
    ])
  })

  test('that is not said is absent', () => {
    const parsed = parseMonitor(SHORT, 'table')
    expect(parsed.ok && 'pausedUntil' in parsed.monitor).toBe(false)
  })
})

test('all mistakes are told at once, those between fields as well', () => {
  const lines = mistakes({
    ...JSON.parse('{"__proto__": {"monitorId": "inherited"}}'),
    mailbox: { server: 'imap://a', password: 'hunter2', tsl: 'none' },
    smtp: { server: 'smtps://me:hunter2@a', userid: 'u', tls: 'none' },
    timeoutSeconds: 60,
    intervalMinutes: 1,
    alerts: [{ onError: 'no', often: true }, 3],
    tags: [1, 'ok', ''],
  })
  expect(lines.map((line) => line.split(': ')[0])).toEqual([
    'monitorId',
    'emailAddress',
    'mailbox.server',
    'mailbox.userid',
    'mailbox.password',
    'mailbox.tsl',
    'smtp.server',
    'smtp.password',
    'alerts[0].onError',
    'alerts[0].often',
    'alerts[1]',
    'tags[0]',
    'tags[2]',
    '["__proto__"]',
    'intervalMinutes',
  ])
  expect(lines.join('\n')).not.toContain('hunter2')
})
