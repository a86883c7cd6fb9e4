import { expect, test } from 'vitest'

import { readRefusal } from '../../../shared/core/grant/endpoint/endpoint-refusals.ts'
import { looksLikeGrant } from '../../../shared/core/grant/looks-like-grant.ts'

/** As long as an answer, or a value that is to be stored, may be. */
const LONG = 64_000
/** Far beyond what one pass over the text takes, and far below one for each of its characters. */
const timeout = 10_000

test.each<[what: string, text: string, looks: boolean]>([
  ['a line break after another', `a${'\n'.repeat(LONG)}`, false],
  ['line breaks and spaces', `a${' \n'.repeat(LONG / 2)}`, false],
  ['line breaks within', `a${'\n'.repeat(LONG)}a`, true],
  ['spaces within', `a${' '.repeat(LONG)}a`, false],
  ['braces', '{'.repeat(LONG), false],
  ['a field without its colon', `{${'"type" '.repeat(LONG / 7)}`, false],
  ['the beginnings of PEM files', '-----BEGIN '.repeat(LONG / 11), false],
])('whether it is meant as a grant is told of any text at once: %s', { timeout }, (_, text, looks) => {
  expect(looksLikeGrant(text)).toBe(looks)
})

test.each<[what: string, words: string]>([
  ['spaces', `no${' '.repeat(LONG)}no`],
  ['line breaks', `no${'\r\n'.repeat(LONG / 2)}no`],
  ['traces', 'Trace ID: '.repeat(LONG / 10)],
  ['dates', 'Timestamp'.repeat(LONG / 9)],
  ['numbers', 'AADSTS'.repeat(LONG / 6)],
  ['one word', 'a'.repeat(LONG)],
])('a refusal is read at once, however long it is: %s', { timeout }, (_, error_description) => {
  const asked = { kind: 'client-credentials', host: 'h', now: 0, hide: (text: string) => text } as const
  for (const provider of ['microsoft', 'google', 'other'] as const) {
    const body = { error: 'invalid_grant', error_description }
    const { detail } = readRefusal({ status: 400, text: JSON.stringify(body) }, body, { ...asked, provider })
    expect(detail.length).toBeLessThanOrEqual(300)
  }
})

test('what support asks for is told once, and the words before it end without a space', () => {
  const body = {
    error: 'invalid_client',
    error_description: 'AADSTS7000215: Invalid client secret.  \r\n Trace ID: 1 Correlation ID: 2',
  }
  const asked = { provider: 'microsoft', kind: 'client-credentials', host: 'h', now: 0 } as const
  const answer = { status: 401, text: '' }
  const { detail } = readRefusal(answer, body, { ...asked, hide: (text) => text })
  expect(detail).toBe('AADSTS7000215: Invalid client secret.')
})
