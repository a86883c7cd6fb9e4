import { expect, test } from 'vitest'

import { parsedJson } from '../../../shared/core/redaction/parsed-json.ts'

test.each<[string, unknown]>([
  ['{"a":1}', { a: 1 }],
  ['\uFEFF{"a":1}', { a: 1 }],
  ['null', null],
  ['{"password": hunter2}', undefined],
  ['', undefined],
])('%j is read as JSON, or is none, and nothing is thrown that could quote it', (text, value) => {
  expect(parsedJson(text)).toEqual(value)
})
