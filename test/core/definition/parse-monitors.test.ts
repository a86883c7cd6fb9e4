import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { DefinitionSource } from '../../../shared/core/definition/monitor.ts'
import {
  describeProblems,
  parseMonitor,
  parseMonitors,
} from '../../../shared/core/definition/parse-monitor.ts'
import { randomCases } from '../../support/thorough.ts'
import { longTest } from '../../support/thorough.ts'

const SOURCES = ['stack', 'table', 'file'] as const

const GOOD = {
  monitorId: 'inbox',
  emailAddress: 'probe@example.com',
  mailbox: { server: 'pop3s://pop.example.com', userid: 'probe', password: 'ssm:inbox' },
  smtp: { server: 'smtp.example.com', userid: 'probe', password: 'ssm:inbox' },
}

function mistakes(definitions: unknown, source: DefinitionSource = 'stack'): string[] {
  const result = parseMonitors(definitions, source)
  return result.ok ? [] : describeProblems(result.problems).split('\n')
}

const many = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ ...GOOD, monitorId: `m${String(n)}` }))

describe('a list of monitors', () => {
  test('is taken in its order, also when it is empty', () => {
    const result = parseMonitors(
      [
        { ...GOOD, monitorId: 'b' },
        { ...GOOD, monitorId: 'a' },
      ],
      'stack',
    )
    expect(result.ok && result.monitors.map(({ monitorId }) => monitorId)).toEqual(['b', 'a'])
    expect(parseMonitors([], 'stack')).toEqual({ ok: true, monitors: [] })
  })

  test('has the mistakes of all its monitors, each with its number', () => {
    expect(
      mistakes([GOOD, { ...GOOD, monitorId: 'B', mailbox: [] }, 'x', { ...GOOD, monitorId: 'c', 'a b': 1 }]),
    ).toEqual([
      'monitors[1].monitorId: expected 1 to 64 lower-case letters, digits and hyphens, got "B"',
      'monitors[1].mailbox: expected an object with server, userid and password, got a list',
      'monitors[2]: expected an object with monitorId, emailAddress and mailbox, got text',
      'monitors[3]["a b"]: there is no such field',
    ])
  })

  test('has each id once, also where something else is wrong', () => {
    expect(mistakes([GOOD, { ...GOOD, enabled: 1 }, { ...GOOD, monitorId: 'other' }, GOOD])).toEqual([
      'monitors[1].enabled: expected true or false, got 1',
      'monitors[1].monitorId: expected an id of its own, got "inbox", which monitors[0] has too',
      'monitors[3].monitorId: expected an id of its own, got "inbox", which monitors[0] has too',
    ])
  })

  test.each([
    [undefined, 'nothing'],
    [{ monitors: [] }, 'an object'],
    ['[]', 'text'],
  ])('%j is none', (definitions, kind) => {
    expect(mistakes(definitions)).toEqual([`monitors: expected a list, got ${kind}`])
  })

  test('has gaps that are mistakes, not monitors', () => {
    const definitions = [GOOD]
    definitions.length = 2
    expect(mistakes(definitions)).toEqual([
      'monitors[1]: expected an object with monitorId, emailAddress and mailbox, got nothing',
    ])
  })

  test('holds 200 in a stack, and points to the table for more', () => {
    expect(mistakes(many(200))).toEqual([])
    expect(mistakes(many(201))).toEqual([
      'monitors: expected at most 200 in one stack, got 201; ' +
        'write the others into the Monitors table, which has no such limit',
    ])
    expect(mistakes(many(201), 'file')).toEqual([])
  })
})

describe('whatever is given', () => {
  /** Known names are frequent, so that values of every kind come to every field. */
  const name = fc.oneof(
    fc.constantFrom(
      ...['monitorId', 'name', 'note', 'enabled', 'emailAddress', 'mailbox', 'smtp', 'timeoutSeconds'],
      ...[
        'intervalMinutes',
        'slow',
        'locations',
        'locationMode',
        'locationsPerRun',
        'alerts',
        'maintenance',
        'pausedUntil',
        'tags',
      ],
      ...['server', 'userid', 'password', 'from', 'heloName', 'auth', 'tls', 'verify', 'onError', 'topic'],
      ...['minLocations', 'afterFailures'],
      ...['__proto__', 'constructor', 'prototype', 'toString', 'length', ''],
    ),
    fc.string(),
  )
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        'none',
        'oauth2',
        'imaps://a',
        'pop3s://a',
        'smtps://a',
        'ssm:a',
        'env:A',
        'a@b.c',
        60,
        1,
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      fc
        .array(fc.tuple(name, tie('value')), { maxLength: 8 })
        // By way of text: only so is `__proto__` a field of its own, as it is in a file.
        .map((fields) => JSON.parse(`{${fields.map(asField).join(',')}}`) as unknown),
    ),
  }))
  const asField = ([key, inner]: [string, unknown]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`
  /** A good definition with one field, at the top or within, replaced. */
  const changed = fc
    .tuple(fc.constantFrom('', 'mailbox', 'smtp'), name, value)
    .map(([inside, key, replaced]) => {
      const definition: Record<string, unknown> = JSON.parse(JSON.stringify(GOOD)) as Record<string, unknown>
      const place = inside === '' ? definition : (definition[inside] as Record<string, unknown>)
      Object.defineProperty(place, key, { value: replaced, enumerable: true, configurable: true })
      return definition
    })

  test('it is taken or has problems with a path and a message, and nothing is thrown', () => {
    fc.assert(
      fc.property(fc.oneof(value, changed), fc.constantFrom(...SOURCES), (definition, source) => {
        const result = parseMonitor(definition, source)
        if (result.ok) {
          expect(result.monitor.monitorId).toMatch(/^[a-z0-9-]{1,64}$/)
          return
        }
        expect(result.problems.length).toBeGreaterThan(0)
        for (const { path, message } of result.problems) {
          expect(typeof path).toBe('string')
          expect(message).not.toBe('')
          expect(message.length).toBeLessThan(400)
          expect(`${path}${message}`).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
        }
        expect(parseMonitors([definition], source).ok).toBe(false)
      }),
      { numRuns: randomCases(2000, 150) },
    )
  })

  test('what stands in a password field is never repeated', () => {
    const secret = fc.string({ minLength: 1 }).map((text) => `Zq7!${text}`)
    const password = fc.oneof(
      secret,
      fc
        .constantFrom('ssm:', 'env:', 'secretsmanager:', 'x:')
        .chain((store) => secret.map((text) => store + text)),
      fc.array(secret, { minLength: 1 }),
      fc.dictionary(secret, secret, { minKeys: 1 }),
    )
    fc.assert(
      fc.property(
        password,
        fc.constantFrom('mailbox', 'smtp'),
        fc.constantFrom(...SOURCES),
        (literal, side, source) => {
          const definition = { ...GOOD, [side]: { ...GOOD[side as 'smtp'], password: literal } }
          const lines = mistakes([definition], source)
          expect(lines).toHaveLength(1)
          expect(lines[0]).not.toContain('Zq7!')
        },
      ),
    )
  })

  longTest('of very many unknown fields the first 50 are told, and how many more there are', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`field${String(n)}`, n]))
    const lines = mistakes([{ ...GOOD, ...wide }])
    expect(lines).toHaveLength(51)
    expect(lines.at(-1)).toBe('monitors[0][and 99950 more]: there are no such fields')
  })

  test.each<[string, unknown]>([
    ['a very deep list', JSON.parse('['.repeat(5000) + ']'.repeat(5000))],
    ['a long text', 'a@'.repeat(2_000_000)],
    ['a long text of colons', ':'.repeat(2_000_000)],
    ['a long text of dots', 'a.'.repeat(2_000_000)],
    ['a long list', Array.from({ length: 100_000 }, () => 'a')],
  ])('%s in any field is told in one short line', (_what, huge) => {
    for (const field of ['monitorId', 'name', 'note', 'emailAddress', 'mailbox', 'smtp', 'tags', 'alerts']) {
      const lines = mistakes([{ ...GOOD, [field]: huge }])
      expect(lines).toHaveLength(1)
      expect(lines[0]?.length).toBeLessThan(400)
    }
    for (const field of ['server', 'userid', 'password']) {
      const lines = mistakes([{ ...GOOD, mailbox: { ...GOOD.mailbox, [field]: huge } }])
      expect(lines).toHaveLength(1)
      expect(lines[0]?.length).toBeLessThan(400)
    }
  })
})
