import fc from 'fast-check'
import { expect, test } from 'vitest'

import { readJson } from '../../../cli/definitions/json-lines.ts'
import { longTest } from '../../support/thorough.ts'

const FILE = `[
  { "monitorId": "shop", "tags": ["a",
      "b"] },

  {
    "monitorId": "blog",
    "mailbox": {
      "server":
        "pop3://x",
      "odd name": 1,
      "userid": "a", "userid": "b"
    }, "alerts": [ { "onError": true } ]
  }
]
`

test('every value is found by its path, a field on the line of its name', () => {
  const read = readJson(FILE)
  if (!read.ok) throw new Error(read.mistake.message)
  expect(read.value).toEqual(JSON.parse(FILE))
  expect(Object.fromEntries(read.lines)).toMatchObject({
    '': 1,
    'monitors[0]': 2,
    'monitors[0].monitorId': 2,
    'monitors[0].tags[0]': 2,
    'monitors[0].tags[1]': 3,
    'monitors[1]': 5,
    'monitors[1].mailbox': 7,
    'monitors[1].mailbox.server': 8,
    'monitors[1].mailbox["odd name"]': 10,
    'monitors[1].alerts[0].onError': 12,
  })
  expect(read.twice).toEqual(['monitors[1].mailbox.userid'])
})

test('one monitor at the top has paths without a number', () => {
  const read = readJson('{\n"mailbox": {\n"server": 1 }}')
  expect(read.ok && read.lines.get('mailbox.server')).toBe(3)
})

test.each([
  ['a word without quotes', '{\n "password": hunter2 }', 2, 'not JSON: expected a value'],
  [
    'single quotes',
    "{\n\n 'password': 1 }",
    3,
    "not JSON: expected a field's name in double quotes; put text in double quotes",
  ],
  [
    'a comma too many',
    '[\n 1,\n]',
    3,
    'not JSON: expected a value; remove the comma before the closing bracket',
  ],
  ['a comma too few', '{ "a": 1\n "b": 2 }', 2, 'not JSON: expected "," or "}"'],
  ['a comment', '[\n // hunter2\n]', 2, 'not JSON: comments are not allowed; a .ts file may have them'],
  ['a line break in a text', '["a\nb"]', 1, 'not JSON: expected a value'],
  ['an end too early', '[{ "a": 1\n', 2, 'not JSON: the file ends where "," or "}" was expected'],
  ['nothing at all', '', 1, 'not JSON: the file ends where a value was expected'],
  ['more after the end', '[]\nhunter2', 2, 'not JSON: expected the end of the file'],
  ['too many levels', '['.repeat(100_000), 1, 'not JSON: expected fewer levels'],
])('%s is told with its line and nothing of the text', (_what, text, line, message) => {
  expect(readJson(text)).toEqual({ ok: false, mistake: { line, message } })
})

longTest('whatever JSON.parse takes or refuses, this takes or refuses too', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b\\u00e9"',
    '1',
    '-0.5e+3',
    '01',
    'null',
    ' ',
    '\n',
    'x',
  )
  const texts = fc.oneof(
    fc.json({ maxDepth: 5 }),
    fc.array(pieces, { maxLength: 12 }).map((some) => some.join('')),
    fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, put]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + put + text.slice(place + 1)
    }),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const read = readJson(text)
      let value: unknown
      try {
        value = JSON.parse(text)
      } catch {
        expect(read.ok).toBe(false)
        return
      }
      expect(read).toMatchObject({ ok: true })
      expect(read.ok && read.value).toEqual(value)
    }),
    { numRuns: 2000 },
  )
})
