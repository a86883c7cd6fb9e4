import { describe, expect, test } from 'vitest'

import type { MonitorDefinition } from '../../../shared/core/definition/monitor-definition.ts'
import type { Monitor } from '../../../shared/core/definition/monitor.ts'
import { parseMonitor } from '../../../shared/core/definition/parse-monitor.ts'
import { DEFAULT_POLICIES, DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'
import { type Change, SHORT, mailbox, mistakes, parsed, policy, smtp } from './short-definition.ts'

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
    secondsBetweenLogins: 30,
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
  locations: ['berlin', 'home', 'eu-west-1'],
  locationMode: 'rotate',
  locationsPerRun: 2,
  alerts: [
    { onError: false, onSlow: 3 },
    {
      onError: true,
      afterFailures: 2,
      minLocations: 3,
      verify: 'elsewhere',
      repeatMinutes: 60,
      maxAlerts: 5,
      onRecovery: false,
      onSlow: false,
      topic: 'oncall',
    },
  ],
  tags: ['team:shop', 'a/b=c.d_e-f@g+h'],
} satisfies MonitorDefinition

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
        secret: { kind: 'password', store: 'ssm', name: 'inbox' },
        tls: { mode: 'required', verify: true },
      },
      smtp: {
        server: { scheme: 'smtp', host: 'smtp.example.com', port: 25 },
        tls: { mode: 'opportunistic', verify: true },
      },
      timeoutSeconds: 300,
      intervalMinutes: 10,
      locationMode: 'all',
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
        secret: { kind: 'password', store: 'ssm', name: 'orders.pop' },
        tls: { mode: 'none', verify: false },
        secondsBetweenLogins: 30,
      },
      smtp: {
        server: { scheme: 'smtps', host: 'smtp.example.com', port: 465 },
        from: 'monitor@example.com',
        heloName: '[IPv6:2001:db8::2]',
        login: { userid: 'monitor', secret: { kind: 'password', store: 'ssm', name: 'orders.smtp' } },
        tls: { mode: 'opportunistic', verify: true },
      },
      timeoutSeconds: 59,
      intervalMinutes: 1,
      slow: { roundTrip: 30, 'smtp.connect': 2, 'mailbox.search': 0.5 },
      locations: ['berlin', 'home', 'eu-west-1'],
      locationMode: 'rotate',
      locationsPerRun: 2,
      alerts: [
        { ...DEFAULT_POLICY, onError: false, onSlow: 3 },
        {
          onError: true,
          afterFailures: 2,
          minLocations: 3,
          verify: 'elsewhere',
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
    ['one location, at every interval', { locations: ['home'], locationMode: 'all' }],
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
    ['no time between logins', mailbox({ secondsBetweenLogins: 0 })],
    ['a quarter of an hour between logins', mailbox({ secondsBetweenLogins: 900 })],
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
    mailbox: { server: 'imap://a/INBOX', password: 'hunter2', tsl: 'none' },
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
