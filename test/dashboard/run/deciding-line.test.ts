import { expect, test } from 'vitest'

import { decidingLine } from '../../../dashboard/run/dialogue/deciding-line.ts'
import { DELIVERED, logOf } from './log-of.ts'

const REFUSED = logOf(`
  1 smtp.submit S 250 2.1.0 Ok
  2 smtp.submit C RCPT TO:<a@example.com>
  3 smtp.submit S 550 5.1.1 <a@example.com>: User unknown
  4 smtp.submit C QUIT
  5 smtp.submit S 221 2.0.0 Bye
  6 mailbox.auth S +OK Logged in
`)

const FOLDER_REFUSED = logOf(`
  1 mailbox.auth S A2 OK Logged in
  2 mailbox.search C A3 SELECT "Probe"
  3 mailbox.search S A3 NO [NONEXISTENT] Unknown Mailbox
  4 mailbox.search C A4 LOGOUT
  5 mailbox.search S * BYE come again
  6 mailbox.search S A4 OK bye
`)

test.each([
  [
    'the answer of IMAP that the result quotes',
    FOLDER_REFUSED,
    { phase: 'mailbox.search', detail: '[NONEXISTENT] Unknown Mailbox' },
    2,
  ],
  ['the last answer before LOGOUT, where nothing is quoted', FOLDER_REFUSED, { phase: 'mailbox.search' }, 2],
  [
    'the answer that the result quotes',
    REFUSED,
    { phase: 'smtp.submit', detail: '550 5.1.1 <a@example.com>: User unknown' },
    2,
  ],
  ['the last answer before QUIT, where nothing is quoted', REFUSED, { phase: 'smtp.submit' }, 2],
  [
    'the last answer before QUIT, where other words are quoted',
    REFUSED,
    { phase: 'smtp.submit', detail: 'ECONNRESET' },
    2,
  ],
  [
    'our own last line, where nobody answered',
    REFUSED.slice(1, 2),
    { phase: 'smtp.submit', detail: 'no answer to RCPT' },
    0,
  ],
  ['no line, where the phase has none', REFUSED, { phase: 'mailbox.connect' }, undefined],
])('of a failed run: %s', (_what, log, result, place) => {
  expect(decidingLine(log, { outcome: 'failed', ...result })).toBe(place)
})

test('of a lost message: that it was accepted', () => {
  expect(decidingLine(DELIVERED, { outcome: 'lost' })).toBe(6)
  expect(decidingLine(REFUSED, { outcome: 'lost' })).toBeUndefined()
})

test('of one that came back: that it was read', () => {
  expect(decidingLine(DELIVERED, { outcome: 'delivered' })).toBe(13)
})

test('of a run that tested nothing: our last remark on it', () => {
  const log = logOf('1 run - internal error\n2 smtp.greeting S 220 a')
  expect(decidingLine(log, { outcome: 'inconclusive' })).toBe(0)
})

const BY_SES = logOf(`
  1 smtp.submit C SendEmail (Amazon SES) from a@example.com to b@example.net
  2 smtp.submit S accepted by Amazon SES, message id 0102
  3 mailbox.auth S +OK Logged in
`)
const REFUSED_BY_SES = logOf(`
  1 smtp.submit C SendEmail (Amazon SES) from a@example.com to b@example.net
  2 smtp.submit S HTTP 400 MessageRejected: Sending paused for this account.
  3 mailbox.auth S +OK Logged in
`)

test('of a message that Amazon SES took, or refused: its answer', () => {
  expect(decidingLine(BY_SES, { outcome: 'lost' })).toBe(1)
  const detail = 'MessageRejected: Sending paused for this account.'
  expect(decidingLine(REFUSED_BY_SES, { outcome: 'inconclusive', detail })).toBe(1)
})
