import { describe, expect, test } from 'vitest'

import { readYaml } from '../../../cli/definitions/yaml-lines.ts'
import { longTest } from '../../support/thorough.ts'

function valueOf(text: string): unknown {
  const read = readYaml(text)
  if (!read.ok) throw new Error(`${read.mistake.line}: ${read.mistake.message}`)
  return read.value
}

test('everything has its line, by the path that messages show', () => {
  const read = readYaml(
    [
      '# mine',
      '- monitorId: shop',
      '  mailbox: &box',
      '    server: a',
      '  tags: [x,',
      '    y]',
      '- mailbox: *box',
    ].join('\n'),
  )
  expect(read.ok && Object.fromEntries(read.lines)).toEqual({
    '': 2,
    'monitors[0]': 2,
    'monitors[0].monitorId': 2,
    'monitors[0].mailbox': 3,
    'monitors[0].mailbox.server': 4,
    'monitors[0].tags': 5,
    'monitors[0].tags[0]': 5,
    'monitors[0].tags[1]': 6,
    'monitors[1]': 7,
    'monitors[1].mailbox': 7,
  })
  expect(read.ok && read.value).toEqual([
    { monitorId: 'shop', mailbox: { server: 'a' }, tags: ['x', 'y'] },
    { mailbox: { server: 'a' } },
  ])
})

test.each([
  ['a day stays text', 'a: 2026-11-24', { a: '2026-11-24' }],
  ['no is no Boolean', 'a: no', { a: 'no' }],
  ['a number is one, and one in quotes is text', 'a: 5\nb: "5"', { a: 5, b: '5' }],
  ['nothing is null', 'a:', { a: null }],
  ['YAML 1.1 is read as 1.2', '%YAML 1.1\n---\na: yes\nb: 2026-11-24', { a: 'yes', b: '2026-11-24' }],
  ['merge keys are fields like others', '<<: {a: 1}', { '<<': { a: 1 } }],
  ['JSON is YAML', '{"a": [true, null, 1.5]}', { a: [true, null, 1.5] }],
  ['line ends of any kind', 'a: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
  ['a field called __proto__', '__proto__: {a: 1}', JSON.parse('{"__proto__": {"a": 1}}')],
])('%s', (_what, text, value) => {
  expect(valueOf(text)).toEqual(value)
})

test('fields that stand twice are told with their path, and the last counts', () => {
  const read = readYaml('a: 1\nb:\n  c: 1\n  c: 2\na: 3')
  expect(read).toMatchObject({ ok: true, value: { a: 3, b: { c: 2 } }, twice: ['b.c', 'a'] })
})

describe('what is refused, with its line and without its text', () => {
  test.each([
    ['a tag', 'a: 1\nb: !secret hunter2', 2, 'tags are not allowed'],
    ['a tag of YAML’s own', 'b: !!binary aHVudGVyMg==', 1, 'tags are not allowed'],
    ['a second document', 'a: 1\n---\nb: hunter2', 2, 'a second document begins'],
    ['an alias of nothing', 'a: 1\nb: *hunter2', 2, 'an alias without its anchor'],
    ['an alias within its anchor', 'a: &a\n  - 1\n  - [*a]', 3, 'an alias within its own anchor'],
    ['a colon in text', 'password: hunter2: x', 1, 'put text that contains ": " in quotes'],
    ['a tab', 'a:\n\tb: hunter2', 2, 'a tab in the indentation'],
    ['an escape that there is not', 'a: "hunter2\\q"', 1, 'unknown escape'],
    ['a bracket that is not closed', 'a: [hunter2', 1, 'a bracket is not closed'],
    ['a quote that is not closed', 'a: 1\nb: "hunter2', 2, 'a quote, a bracket or a comma is missing'],
    ['a sign that begins no text', 'a: @hunter2', 1, 'put text that begins with this character'],
    ['a field that is a list', '? [hunter2]\n: 1', 1, "a field's name is a word"],
    ['a field that is an alias', 'a: &x hunter2\n*x : 1', 2, "a field's name is a word"],
    ['60 levels', '['.repeat(60) + ']'.repeat(60), 1, 'nested too deeply'],
    ['100,000 levels', '['.repeat(100_000), 1, 'nested too deeply'],
    ['a flood of aliases', bomb(), 1, 'too many aliases'],
  ])('%s', (_what, text, line, message) => {
    const read = readYaml(text)
    expect(read).toMatchObject({ ok: false, mistake: { line } })
    expect(!read.ok && read.mistake.message).toMatch(/^not YAML: /)
    expect(!read.ok && read.mistake.message).toContain(message)
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })
})

longTest('5,000 monitors may share a mailbox', () => {
  const list = valueOf(`- &box {server: a}\n${'- {mailbox: *box}\n'.repeat(5000)}`)
  expect(list).toHaveLength(5001)
})

/** Each line nine times the one before: a billion in the end. */
function bomb(): string {
  const letters = Array.from('abcdefghi')
  return letters
    .map(
      (letter, n) =>
        `${letter}: &${letter} [${Array(9)
          .fill(n === 0 ? '1' : `*${letters[n - 1] ?? ''}`)
          .join(', ')}]`,
    )
    .join('\n')
}
