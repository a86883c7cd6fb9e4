import { expect, test } from 'vitest'

import type { DefinitionSource } from '../../../shared/core/definition/monitor.ts'
import { type Change, SHORT, mistakes, parsed } from './short-definition.ts'

const SOURCES: readonly DefinitionSource[] = ['stack', 'table', 'file', 'local-table']
const ON_AWS = ['stack', 'table'] as const
const LEFT_OUT: readonly Change[] = [{ smtp: undefined }, { smtp: {} }]

const NO_SENDER =
  'expected smtp.server as smtp://host or smtps://host; ' +
  'or builtInSender in cdk/settings.ts, which sends by Amazon SES'

test.each(ON_AWS)('in a %s without a built-in sender each monitor names a server', (source) => {
  const known = { builtInSender: false }
  const places = ['smtp', 'smtp.server']
  for (const [index, change] of LEFT_OUT.entries()) {
    expect(mistakes({ ...SHORT, ...change }, source, known)).toEqual([`${places[index]}: ${NO_SENDER}`])
  }
  const settings = { smtp: { from: 'a@example.com', heloName: 'a' } }
  expect(mistakes({ ...SHORT, ...settings }, source, known)).toEqual([`smtp.server: ${NO_SENDER}`])
  expect(mistakes(SHORT, source, known)).toEqual([])
})

test('with one, or where nobody knows of one, it may be left out', () => {
  for (const builtInSender of [true, undefined])
    for (const source of SOURCES)
      for (const change of LEFT_OUT) {
        expect(mistakes({ ...SHORT, ...change }, source, { builtInSender })).toEqual([])
        expect(parsed({ ...SHORT, ...change }, source)).not.toHaveProperty('smtp')
      }
})

test('one machine always has one', () => {
  for (const source of ['file', 'local-table'] as const)
    for (const change of LEFT_OUT)
      expect(mistakes({ ...SHORT, ...change }, source, { builtInSender: false })).toEqual([])
})

test.each<[string, Change, string[]]>([
  ['a sender of its own', { from: 'a@example.com' }, ['smtp.from']],
  ['no verification', { verify: false }, ['smtp.verify']],
  ['a login', { userid: 'a', password: 'ssm:a' }, ['smtp.userid', 'smtp.password']],
  ['TLS', { tls: 'required', heloName: 'a' }, ['smtp.tls', 'smtp.heloName']],
])('it takes no settings: %s', (_what, smtp, paths) => {
  for (const source of SOURCES) {
    const lines = mistakes({ ...SHORT, smtp }, source, { builtInSender: true })
    expect(lines.map((line) => line.split(': ')[0])).toEqual(paths)
    for (const line of lines) expect(line).toContain('the built-in sender takes no settings: remove smtp, or')
  }
})

test('a field that there is not is told once, as such', () => {
  const lines = mistakes({ ...SHORT, smtp: { form: 'a@example.com' } }, 'table', { builtInSender: true })
  expect(lines).toEqual([expect.stringMatching(/^smtp\.form: there is no such field/)])
})

test('other mistakes are told beside it', () => {
  const lines = mistakes({ ...SHORT, smtp: undefined, timeoutSeconds: 0 }, 'stack', { builtInSender: false })
  expect(lines.map((line) => line.split(': ')[0])).toEqual(['timeoutSeconds', 'smtp'])
})

test('what is no object is told by the schema alone', () => {
  expect(mistakes({ ...SHORT, smtp: 'mx.example.com' }, 'table', { builtInSender: false })).toHaveLength(1)
  expect(mistakes(null, 'table', { builtInSender: false })).toHaveLength(1)
})
