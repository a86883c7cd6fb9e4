import { describe, expect, test } from 'vitest'

import { runSentence, runWords } from '../../../../shared/core/history/views/run-sentence.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'

const SERVER = 'smtp://mail.example.com:25'
const rejected: Partial<RunResult> = {
  outcome: 'failed',
  status: 3,
  reason: 'recipient-rejected',
  phase: 'smtp.submit',
  detail: '550 5.1.1 no such user',
}
const lateArrival = { seenAt: NOON, delayMs: 725_000 }
const plain = { warnings: [] }
const { roundTripMs: _unknown, ...unmeasured } = deliveredResult({ trigger: 'on-demand' })

describe('a run is told by who is to blame', () => {
  test.each<{ run: RunResult; words: string; sentence: string }>([
    {
      run: deliveredResult({ slow: ['roundTrip', 'smtp.connect'] }),
      words: 'came back in 1.5 s, slow: round trip, SMTP connect',
      sentence: 'The test message came back in 1.5 s, slow: round trip, SMTP connect.',
    },
    {
      run: lostResult({ ...plain, detail: '' }),
      words: 'the test message did not arrive in time',
      sentence:
        'The SMTP server accepted the test message, but it was not in the mailbox at the timeout. ' +
        'It is queued between the two servers, filtered, or lost.',
    },
    {
      run: lostResult({
        ...plain,
        detail: 'Amazon SES delivered it to mx.example.net after 1.2 s: "250 ok"',
      }),
      words: 'the test message did not arrive in time',
      sentence:
        'Amazon SES accepted the test message, but it was not in the mailbox at the timeout. ' +
        'It was filtered or lost after its delivery. ' +
        'Detail: Amazon SES delivered it to mx.example.net after 1.2 s: "250 ok".',
    },
    {
      run: lostResult({
        ...plain,
        reason: 'delivery-pending',
        detail: 'Amazon SES accepted the message and told of no delivery',
      }),
      words: 'Amazon SES has not delivered the message yet',
      sentence:
        'Amazon SES accepted the test message, but it was not in the mailbox at the timeout. ' +
        'Detail: Amazon SES accepted the message and told of no delivery.',
    },
    {
      run: lostResult({ ...plain, lateArrival }),
      words: 'the test message did not arrive in time; it came 12 min 5 s after it was sent',
      sentence:
        'The SMTP server accepted the test message, but it was not in the mailbox at the timeout. ' +
        'It came 12 min 5 s after it was sent: it was late, not lost.',
    },
    {
      run: lostResult({ ...plain, lateArrival: { ...lateArrival, junked: true } }),
      words:
        'the test message did not arrive in time; it came 12 min 5 s after it was sent, in the junk folder',
      sentence:
        'The SMTP server accepted the test message, but it was not in the mailbox at the timeout. ' +
        'It came 12 min 5 s after it was sent, in the junk folder: it was late, not lost.',
    },
    {
      run: lostResult({
        ...plain,
        ...rejected,
        reason: 'message-junked',
        phase: 'mailbox.search',
        detail: 'arrived after 2.3 s; X-Spam-Flag: YES',
      }),
      words: 'the test message was put into the junk folder',
      sentence: `The test message was put into the junk folder (${SERVER}) (mailbox search). Detail: arrived after 2.3 s; X-Spam-Flag: YES.`,
    },
    {
      run: lostResult({ ...plain, ...rejected }),
      words: 'the SMTP server rejected the recipient',
      sentence: `The SMTP server ${SERVER} rejected the recipient (SMTP submit). The server said: 550 5.1.1 no such user.`,
    },
    {
      run: lostResult({ ...plain, ...rejected, reason: 'smtp-unreachable', detail: 'EHOSTUNREACH' }),
      words: 'the SMTP server cannot be reached',
      sentence: `The SMTP server ${SERVER} cannot be reached (SMTP submit). Detail: EHOSTUNREACH.`,
    },
    {
      run: lostResult({ ...rejected, warnings: ['recheck-passed'], detail: '' }),
      words: 'the SMTP server rejected the recipient; a second run passed',
      sentence: `The SMTP server ${SERVER} rejected the recipient (SMTP submit). An immediate second run passed, so this failure does not count.`,
    },
    {
      run: lostResult({ ...plain, ...rejected, reason: 'smtp-auth-refused', tried: false }),
      words: 'the SMTP server refused the login',
      sentence: `No login was attempted, because one was refused before: the SMTP server ${SERVER} refused the login.`,
    },
    {
      run: lostResult({
        ...plain,
        outcome: 'inconclusive',
        status: 90,
        reason: 'secret-not-found',
        detail: 'ssm:a',
      }),
      words: 'a password or grant of the monitor is not set',
      sentence:
        'This says nothing about the mail servers: a password or grant of the monitor is not set. Detail: ssm:a.',
    },
    {
      run: deliveredResult({ maintenance: true }),
      words: 'came back in 1.5 s',
      sentence: 'The test message came back in 1.5 s. It was made during maintenance and does not count.',
    },
    {
      run: unmeasured,
      words: 'came back',
      sentence: 'The test message came back. It was made on demand and does not count.',
    },
  ])('$sentence', ({ run, words, sentence }) => {
    expect(runWords(run)).toBe(words)
    expect(runSentence(run, SERVER)).toBe(sentence)
  })
})

test('what a server says is tame, and short', () => {
  const said = runSentence(
    lostResult({ ...plain, ...rejected, detail: `550 \u001b[2J${'x'.repeat(300)}` }),
    undefined,
  )
  expect(said).toContain('550 \\x1b[2J')
  expect(said.length).toBeLessThan(300)
})
