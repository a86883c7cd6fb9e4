import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type TextFormat, definitionsIn } from '../../../cli/definitions/read-definitions.ts'
import { definitionsText, jsonText, yamlText } from '../../../cli/definitions/write-definitions.ts'
import { parseMonitors } from '../../../shared/core/definition/parse-monitor.ts'
import { randomCases } from '../../support/thorough.ts'
import { longTest } from '../../support/thorough.ts'

const FORMATS: readonly TextFormat[] = ['yaml', 'json', 'csv']

function roundTrip(definitions: readonly Readonly<Record<string, unknown>>[], format: TextFormat): unknown {
  const read = definitionsIn(definitionsText(definitions, format), format)
  return read.ok && read.definitions.twice.length === 0 ? read.definitions.written : read
}

/** One line of text as names and logins are, odd ones among them. */
const line = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
    fc.constantFrom(
      'no',
      '0123',
      '1e3',
      '2026-11-24',
      '# x',
      'a: b',
      '- a',
      '=1+1',
      "'=1",
      ' x ',
      '[a]',
      '{}',
      '"',
      "'",
      '*a',
      '!t',
      '~',
      'TRUE',
      'null',
      'a, b; c',
      '\u202ea',
      '👨‍👩‍👧',
    ),
  )
  .filter((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed())

const tag = fc.stringMatching(/^[A-Za-z0-9._:/=+@-]{1,12}$/)
const optional = { requiredKeys: [] }

const login = {
  userid: line,
  password: fc.constantFrom('ssm:shop', 'ssm:0'),
  verify: fc.boolean(),
  tls: fc.constant('required'),
  secondsBetweenLogins: fc.constantFrom(0, 60),
}
const required = { requiredKeys: ['server', 'userid', 'password'] as ['server', 'userid', 'password'] }

const pop3 = fc.record(
  {
    server: fc.constantFrom('pop.example.com', 'pop3s://pop.example.com:995', 'pop3://[2001:db8::1]'),
    ...login,
    junkServer: fc.constant('imaps://imap.example.com'),
  },
  required,
)

const imap = fc.record(
  {
    server: fc.constantFrom('imap://imap.example.com', 'imaps://[2001:db8::1]:1993'),
    ...login,
    folder: fc.oneof(line, fc.constantFrom('INBOX', '2026', '=Probe', 'Geprüft/"A", B')),
    junk: fc.constantFrom('failed', 'ok', 'off'),
  },
  required,
)

/** Half of the logins are made with a grant. */
const mailbox = fc.tuple(fc.oneof(pop3, imap), fc.boolean()).map(([{ password, ...written }, isGranted]) => ({
  ...written,
  ...(isGranted ? { grant: password, auth: 'oauth2' } : { password }),
}))

const definition = fc
  .record(
    {
      name: line,
      note: line,
      enabled: fc.boolean(),
      pausedUntil: fc.constantFrom('2026-11-24T18:00:00Z', '9999-12-31T23:59:59Z'),
      timeoutSeconds: fc.integer({ min: 5, max: 300 }),
      intervalMinutes: fc.integer({ min: 6, max: 1440 }),
      slow: fc.constantFrom<object[]>(
        {},
        { roundTrip: 30 },
        { roundTrip: 0.5, smtp: { connect: 2 }, mailbox: { connect: 1, search: 1e-3 } },
        { smtp: {}, mailbox: { delete: 300 } },
      ),
      alerts: fc.constantFrom<object[][]>(
        [{}],
        [{ onError: false }],
        [{ onError: true, verify: 'off' }],
        [{}, { afterFailures: 3, repeatMinutes: 'never', topic: 'on-call' }, { topic: '0', maxAlerts: 1 }],
      ),
      tags: fc.array(tag, { maxLength: 3 }),
      locations: fc.constantFrom(['home', 'eu-west-1'], ['home', 'berlin', 'x']),
      turn: fc.constantFrom({ locationMode: 'rotate' }, { locationMode: 'rotate', locationsPerRun: 1 }),
    },
    optional,
  )
  .chain(({ turn, ...fields }) =>
    fc.record({
      mailbox,
      smtp: fc.record(
        { server: fc.constant('smtp://smtp.example.com'), heloName: fc.constant('[192.0.2.1]') },
        { requiredKeys: ['server'] },
      ),
      emailAddress: fc.constantFrom('probe@example.com', "+'=x@example.com"),
      fields: fc.constant({ ...fields, ...turn }),
    }),
  )
  .map(({ fields, ...required }) => ({ ...required, ...fields }))

const definitions = fc
  .array(definition, { maxLength: 4 })
  .map((list) => list.map((one, index) => ({ monitorId: `m-${String(index)}`, ...one })))

describe.each(FORMATS)('definitions written as %s', (format) => {
  longTest('are read back as they were, whatever they say', () => {
    fc.assert(
      fc.property(definitions, (list) => {
        const parsed = parseMonitors(list, 'table')
        expect(parsed.ok ? [] : parsed.problems).toEqual([])
        expect(roundTrip(list, format)).toEqual(list)
      }),
      { numRuns: randomCases(300, 30) },
    )
  })
})

describe.each(['yaml', 'json'] as const)('rows that were typed by hand, written as %s', (format) => {
  test('are read back as they were, and steer no terminal', () => {
    const odd = [
      {
        monitorId: 'a\u001b[2J',
        name: 'x\u009b31m \u202e \u2028 \u{e0041} \ud800',
        'odd\u0007field': { list: [null, [], {}, 1.5, 'a\nb', '\r\n'] },
        enabled: 'yes',
      },
    ]
    const text = definitionsText(odd, format)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
    expect(roundTrip(odd, format)).toEqual(odd)
  })
})

test('fields stand in the order in which people read them, unknown ones last', () => {
  const text = yamlText({
    zebra: 1,
    tags: ['a'],
    smtp: { password: 'ssm:x', server: 'b' },
    monitorId: 'm',
    colour: 2,
  })
  expect(text).toBe(
    'monitorId: m\nsmtp:\n  server: b\n  password: ssm:x\ntags:\n  - a\ncolour: 2\nzebra: 1\n',
  )
})

test('what is the same twice is written twice, without an anchor', () => {
  const mailbox = { server: 'a' }
  expect(yamlText([{ mailbox }, { mailbox }])).toBe('- mailbox:\n    server: a\n- mailbox:\n    server: a\n')
})

test('JSON ends its last line', () => {
  expect(jsonText([])).toBe('[]\n')
})
