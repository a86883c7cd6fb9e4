import { expect, test } from 'vitest'

import type { Evidence } from '../../../../shared/core/run/evidence.ts'
import { saysOnlyComeBack, withoutAddresses } from '../../../../shared/core/run/refusals/smtp-words.ts'
import { reasonOf } from '../../../../shared/core/run/verdict.ts'

/** As long as a reply of a server may be. */
const LONG = 64_000
/** Far beyond what one pass over the text takes, and far below one for each of its characters. */
const timeout = 10_000

const TEXTS: readonly [what: string, text: string][] = [
  ['spaces', `no${' '.repeat(LONG)}no`],
  ['one word', 'a'.repeat(LONG)],
  ['angle brackets', '<'.repeat(LONG)],
  ['signs of an address', '@'.repeat(LONG)],
  ['one name of a program after another', 'STOREDRV'.repeat(LONG / 8)],
  ['digits', '1'.repeat(LONG)],
  ['brackets', '(status '.repeat(LONG / 8)],
]

test.each(TEXTS)('a refusal of a server is judged at once, however long: %s', { timeout }, (_, text) => {
  const refused = { kind: 'refused', text } as const
  const said: Evidence[] = [
    { ...refused, side: 'mailbox', phase: 'auth', command: 'PASS' },
    { ...refused, side: 'smtp', phase: 'auth', command: 'AUTH', replyCode: 535 },
    { ...refused, side: 'smtp', phase: 'submit', command: 'RCPT', replyCode: 450 },
    { ...refused, side: 'smtp', phase: 'submit', command: '.', replyCode: 554 },
  ]
  for (const evidence of said) expect(reasonOf(evidence)).toMatch(/^[a-z0-9-]+$/)
  expect(saysOnlyComeBack(text)).toBeTypeOf('boolean')
})

test.each([
  ['try later, bob@example.com or <carol and dave>', 'try later, or '],
  ['see https://help.example.com/450 now', 'see now'],
  [`${'a'.repeat(64)}@${'b'.repeat(255)} later`, ' later'],
])('addresses are no words: %s', (text, rest) => {
  expect(withoutAddresses(text)).toBe(rest)
})
