import { describe, expect, test } from 'vitest'

import { tellingLines } from '../../../shared/core/wording/telling-lines.ts'
import { LOGS, logFrom } from '../../support/servers/dialogue-logs.ts'

const failed = (phase: string) => ({ outcome: 'failed', phase }) as const
const INCONCLUSIVE = { outcome: 'inconclusive' } as const

describe('the lines that tell why a run failed', () => {
  test('are the last command of the phase that failed, and its answer; not the parting after it', () => {
    expect(tellingLines(LOGS['recipient-rejected'], failed('smtp.submit'))).toEqual([
      'C: RCPT TO:<probe@example.com>',
      'S: 550 5.1.1 <probe@example.com>: Recipient address rejected: User unknown',
    ])
  })

  test('of a login are without the secret and with our last remark', () => {
    expect(tellingLines(LOGS['mailbox-login-refused'], failed('mailbox.auth'))).toEqual([
      'C: PASS <secret>',
      'S: -ERR [AUTH] Authentication failed.',
      '-- mailbox: the stored password has not changed',
    ])
  })

  test('of a command of several lines have all of them', () => {
    const log = logFrom(`
      smtp.auth:
      C AUTH LOGIN
      S 334 VXNlcm5hbWU6
      C <secret>
      S 535 5.7.8 Authentication failed
    `)
    expect(tellingLines(log, failed('smtp.auth'))).toEqual([
      'C: AUTH LOGIN',
      'S: 334 VXNlcm5hbWU6',
      'C: <secret>',
      'S: 535 5.7.8 Authentication failed',
    ])
  })

  test('are the greeting where that is what failed', () => {
    const log = logFrom(`
      smtp.connect:
      - connected to 192.0.2.25:25
      smtp.greeting:
      S 554 5.7.1 No service for you
      C QUIT
      S 221 Bye
    `)
    expect(tellingLines(log, failed('smtp.greeting'))).toEqual(['S: 554 5.7.1 No service for you'])
  })

  test('are our own remarks where nobody spoke', () => {
    expect(tellingLines(LOGS['smtp-connect-timeout'], failed('smtp.connect'))).toEqual([
      '-- 192.0.2.25:587: ETIMEDOUT',
      '-- 192.0.2.26:587: ETIMEDOUT',
    ])
  })

  test('are of the last session of several', () => {
    const log = logFrom(`
      smtp.submit:
      C RCPT TO:<a@example.com>
      S 450 4.2.0 Greylisted
      C QUIT
      S 221 Bye
      smtp.connect:
      - connected to 192.0.2.25:25
      smtp.greeting:
      S 220 hello again
      smtp.submit:
      C RCPT TO:<a@example.com>
      S 451 4.7.1 Still greylisted
    `)
    expect(tellingLines(log, failed('smtp.submit')).at(-1)).toBe('S: 451 4.7.1 Still greylisted')
    expect(tellingLines(log, failed('smtp.greeting'))).toEqual(['S: 220 hello again'])
  })

  test('are the last of the dialogue where its log has nothing of the phase', () => {
    expect(tellingLines(LOGS['recipient-rejected'], failed('smtp.tls'))).toHaveLength(2)
  })

  test('of a lost message say how it was taken, and what the mailbox listed last', () => {
    expect(tellingLines(LOGS['message-not-delivered'], { outcome: 'lost' })).toEqual([
      '-- the SMTP server accepted the message:',
      'C: .',
      'S: 250 2.0.0 Ok: queued as 4F1D2C',
      '-- the last check of the mailbox:',
      'C: UIDL',
      'S: +OK',
      'S: [2 lines, 40 octets]',
    ])
  })

  test('of a message that Amazon SES took say so, with what it told', () => {
    const log = logFrom(`
      smtp.submit:
      C SendEmail (Amazon SES) from a@example.com to b@example.net
      S accepted by Amazon SES, message id 0102
      - Amazon SES has told of the message so far: bounced
    `)
    expect(tellingLines(log, { outcome: 'lost', reason: 'message-bounced' })).toEqual([
      '-- Amazon SES accepted the message:',
      'C: SendEmail (Amazon SES) from a@example.com to b@example.net',
      'S: accepted by Amazon SES, message id 0102',
      '-- Amazon SES has told of the message so far: bounced',
    ])
  })

  test('of one that it refused are its words, whatever the mailbox said later', () => {
    const log = logFrom(`
      smtp.submit:
      C SendEmail (Amazon SES) from a@example.com to b@example.net
      S HTTP 400 MessageRejected: Sending paused for this account.
      mailbox.auth:
      C USER inbox
    `)
    const paused = { outcome: 'inconclusive', reason: 'sender-paused' } as const
    expect(tellingLines(log, paused).at(-1)).toBe(
      'S: HTTP 400 MessageRejected: Sending paused for this account.',
    )
  })

  test('of IMAP begin with a command behind its tag, and leave LOGOUT out', () => {
    const log = logFrom(`
      mailbox.auth:
      C A2 AUTHENTICATE PLAIN <secret>
      S A2 OK logged in
      mailbox.search:
      C A4 SELECT "INBOX.Probe"
      S A4 NO [NONEXISTENT] Unknown Mailbox
      C A5 LOGOUT
      S * BYE come again
      S A5 OK bye
    `)
    expect(tellingLines(log, failed('mailbox.search'))).toEqual([
      'C: A4 SELECT "INBOX.Probe"',
      'S: A4 NO [NONEXISTENT] Unknown Mailbox',
    ])
  })

  test('of a message that was lost on its way to IMAP end with what the last wait brought', () => {
    const log = logFrom(`
      smtp.submit:
      C .
      S 250 2.0.0 queued
      mailbox.search:
      C A108 IDLE
      S + idling
      C DONE
      S A108 OK no longer idle
      mailbox.retrieve:
      - NOOP once, UID FETCH once: nothing new
      C A111 LOGOUT
      S * BYE come again
    `)
    expect(tellingLines(log, { outcome: 'lost' }).slice(3)).toEqual([
      '-- the last check of the mailbox:',
      'C: A108 IDLE',
      '-- [2 lines left out]',
      'S: A108 OK no longer idle',
      '-- NOOP once, UID FETCH once: nothing new',
    ])
  })

  test('of a run of our own fault are what was said last, and what we remarked', () => {
    expect(tellingLines(LOGS['run-interrupted'], INCONCLUSIVE)).toEqual([
      'C: EHLO probe',
      'S: 250-smtp.example.com',
      'S: 250 SIZE 10240000',
      '-- internal error: TypeError: x is not a function',
    ])
  })

  test('of a lost message that Amazon SES took name it', () => {
    const log = logFrom(
      'smtp.submit:\nC SendEmail (Amazon SES) from a to b\nS accepted by Amazon SES, message id 1\nmailbox.search:\nC UIDL\nS +OK',
    )
    expect(tellingLines(log, { outcome: 'lost' }).slice(0, 3)).toEqual([
      '-- Amazon SES accepted the message:',
      'C: SendEmail (Amazon SES) from a to b',
      'S: accepted by Amazon SES, message id 1',
    ])
  })

  test('are at most eight, the first and the last of them', () => {
    const answers = Array.from({ length: 30 }, (_, n) => `S 250-EXTENSION${n}`).join('\n')
    const log = logFrom(`smtp.greeting:\nC EHLO probe\n${answers}`)
    const lines = tellingLines(log, failed('smtp.greeting'))
    expect(lines).toHaveLength(8)
    expect(lines.slice(0, 3)).toEqual(['C: EHLO probe', '-- [24 lines left out]', 'S: 250-EXTENSION24'])
    expect(lines.at(-1)).toBe('S: 250-EXTENSION29')
    const lost = logFrom(`smtp.submit:\nC DATA\nS 354 go\nC .\nS 250 ok\nmailbox.search:\nC UIDL\n${answers}`)
    expect(tellingLines(lost, { outcome: 'lost' })).toHaveLength(8)
  })

  test('are tame and short, whatever the server says', () => {
    const log = logFrom(`smtp.submit:\nC DATA\nS 550 \u202E\u0007${'x'.repeat(500)}`)
    const [, answer = ''] = tellingLines(log, failed('smtp.submit'))
    expect(answer).toMatch(/^S: 550 \\u\{202e\}\\x07x+ \[\d+ more characters\]$/)
    expect(answer.length).toBeLessThanOrEqual(120)
  })

  test('are none of a run that passed, and none without a log', () => {
    expect(tellingLines(LOGS['message-not-delivered'], { outcome: 'delivered' })).toEqual([])
    for (const run of [failed('smtp.submit'), INCONCLUSIVE, { outcome: 'lost' } as const]) {
      expect(tellingLines([], run)).toEqual([])
    }
  })
})
