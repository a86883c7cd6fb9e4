import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { MAILBOX_PHASES, SENDING_PHASES } from '../../../shared/core/time/phases.ts'
import {
  describeProblems,
  parseMonitor,
  parseMonitors,
} from '../../../shared/core/definition/parse-monitor.ts'
import { ROOT } from '../../support/project.ts'

const PAGE = readFileSync(`${ROOT}/docs/configuration.md`, 'utf8')

const EXAMPLES = [...PAGE.matchAll(/^```json\n([^]*?)^```$/gm)].map(
  ([, text = '']) => JSON.parse(text) as Record<string, unknown>,
)

const FIELDS = {
  monitor: [
    ...['monitorId', 'name', 'note', 'enabled', 'emailAddress', 'mailbox', 'smtp', 'timeoutSeconds'],
    ...['intervalMinutes', 'slow', 'locations', 'locationMode', 'locationsPerRun', 'alerts'],
    ...['maintenance', 'pausedUntil', 'tags', 'message', 'expect'],
  ],
  slow: ['roundTrip', 'transit', 'smtp', 'mailbox'],
  window: ['start', 'days', 'durationMinutes', 'zone', 'mode', 'note'],
  server: ['server', 'userid', 'password', 'auth', 'tls', 'verify', 'from', 'heloName'],
  mailbox: ['secondsBetweenLogins', 'folder', 'junk', 'junkServer'],
  policy: [
    ...['onError', 'afterFailures', 'minLocations', 'verify', 'repeatMinutes', 'maxAlerts'],
    ...['onRecovery', 'onSlow', 'topic'],
  ],
}

describe('the page on configuration', () => {
  test.each(EXAMPLES)('has an example that works: %j', (example) => {
    for (const source of ['stack', 'table', 'file'] as const) {
      const result = parseMonitor(example, source)
      expect(result.ok ? '' : describeProblems(result.problems)).toBe('')
    }
  })

  test.each([...new Set(Object.values(FIELDS).flat())])('explains %s', (field) => {
    expect(PAGE).toMatch(new RegExp(`^\\| [^|]*\`${field}\``, 'm'))
  })

  test('says the defaults that hold', () => {
    const monitor = parseMonitor(EXAMPLES[0], 'stack')
    const row = (field: string) =>
      new RegExp(`^\\| \`${field}\` .*\\| ([^|]*) \\|$`, 'm').exec(PAGE)?.[1]?.replaceAll('`', '')
    if (!monitor.ok) throw new Error('the first example does not work')
    expect(row('timeoutSeconds')).toBe(String(monitor.monitor.timeoutSeconds))
    expect(row('intervalMinutes')).toBe(String(monitor.monitor.intervalMinutes))
    expect(row('enabled')).toBe(String(monitor.monitor.enabled))
    const [policy] = monitor.monitor.alerts
    expect(row('onError')).toBe(String(policy?.onError))
    expect(row('afterFailures')).toBe(String(policy?.afterFailures))
    expect(row('minLocations')).toBe(String(policy?.minLocations))
    expect(row('onRecovery')).toBe(String(policy?.onRecovery))
    expect(row('topic')).toBe(JSON.stringify(policy?.topic))
  })

  test.each([
    ...SENDING_PHASES.map((phase) => ['smtp', phase]),
    ...MAILBOX_PHASES.map((phase) => ['mailbox', phase]),
  ])('explains a threshold of %s for the phase %s', (side = '', phase = '') => {
    const section = PAGE.slice(PAGE.indexOf('### `slow`'), PAGE.indexOf('### `alerts`'))
    expect(new RegExp(`^\\| \`${side}\` .*$`, 'm').exec(section)?.[0]).toContain(`\`${phase}\``)
  })
})

describe('every field that the page explains is known', () => {
  const known = (definition: unknown) => {
    const result = parseMonitor(definition, 'file')
    return result.ok ? '' : describeProblems(result.problems)
  }
  const nothingSaid = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, null]))

  test('in all sections', () => {
    const definition = {
      ...nothingSaid(FIELDS.monitor),
      smtp: nothingSaid(FIELDS.server),
      slow: nothingSaid(FIELDS.slow),
      alerts: [nothingSaid(FIELDS.policy)],
      maintenance: [nothingSaid(FIELDS.window)],
    }
    expect(known(definition)).not.toContain('no such field')
    expect(known({ ...definition, extra: 1 })).toContain('extra: there is no such field')
  })
})

describe('every message that the page explains can be met', () => {
  const [good = {}] = EXAMPLES
  const mailbox = (change: object) => ({ ...good, mailbox: { ...(good.mailbox as object), ...change } })
  const smtp = (change: object) => ({ ...good, smtp: { ...(good.smtp as object), ...change } })
  const bad = [
    { ...good, name: '', emailAddress: 'me:pw@example.com', alerts: [], pausedUntil: 1, colour: 1 },
    { ...good, emailAddress: 'a'.repeat(255), intervalMinutes: 5 },
    { ...good, emailAddress: `${'a'.repeat(65)}@example.com`, locationMode: 'rotate' },
    {
      ...good,
      alerts: [{ topic: 'arn:aws:sns:eu-west-1:1:x' }, { topic: 'operations' }, { topic: 'night' }],
    },
    { ...good, alerts: [{}, {}, { afterFailures: 0 }, { repeatMinutes: 'often' }, { onSlow: true }] },
    { ...good, alerts: [{ onSlow: 1 }] },
    { ...good, slow: { roundTrip: 0, smtp: 2 } },
    { ...good, ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`x${String(n)}`, n])) },
    ...['2001:db8::1', 'a b', 'host:0', 'host/', 'me@host'].map((server) => mailbox({ server })),
    ...['hunter2', 'ssm:a/b', 'env:X', 'env:a b', 1].map((password) => mailbox({ password })),
    mailbox({ tls: 'none' }),
    ...[{ folder: 'Probe' }, { junk: 'ok' }, { junk: 'off', junkServer: 'imap://a' }].map(mailbox),
    ...['pop3s://a:993', 'imap://a:110'].map((server) => mailbox({ server })),
    mailbox({ server: 'imap://a', junkServer: 'imap://a' }),
    {
      ...mailbox({ server: 'pop3s://pop.gmail.com', userid: 'a@gmail.com' }),
      smtp: { server: 'smtp://smtp.gmail.com:587', userid: 'a@gmail.com', password: 'ssm:x' },
    },
    smtp({ password: 'ssm:x' }),
    smtp({ server: undefined, tls: 'required' }),
    { ...good, smtp: undefined, message: 'x' },
    ...[
      { start: '24:00', days: ['mon', 'mon'], durationMinutes: 0, zone: '+01:00', mode: 'off' },
      { start: '22:00' },
      { start: '2026-12-01T22:00', days: ['mon'] },
      { start: '2026-12-01T22:00', days: [] },
    ].map((window) => ({ ...good, maintenance: [window] })),
    { ...good, maintenance: {} },
  ]
  const known = { topics: ['alerts', 'oncall'], builtInSender: false }
  const lines = (['stack', 'file', 'local-table'] as const).flatMap((source) => {
    const definitions = [...bad, ...Array.from({ length: 200 }, () => good)]
    const result = parseMonitors(definitions, source, known)
    return result.ok ? [] : result.problems.map((problem) => describeProblems([problem]))
  })
  const messages = PAGE.slice(PAGE.indexOf('## Messages')).matchAll(/^\| `([^`]+)` \|/gm)

  test.each([...messages].map(([, message = '']) => message).filter((message) => !message.includes('…')))(
    '%s',
    (message) => {
      expect(lines.filter((line) => line.includes(message))).not.toEqual([])
    },
  )
})
