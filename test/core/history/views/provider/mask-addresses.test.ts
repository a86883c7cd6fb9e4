import { describe, expect, test } from 'vitest'

import { maskOf, maskedLog } from '../../../../../shared/core/history/views/provider/mask-addresses.ts'
import { logFrom } from '../../../../support/servers/dialogue-logs.ts'
import { MESSAGE_ID } from './reported.ts'

const masked = maskOf([])

describe('the name in an address is masked', () => {
  test.each([
    ['MAIL FROM:<probe@example.com> SIZE=812', 'MAIL FROM:<p***@example.com> SIZE=812'],
    ['mail for a@example.com, o’brien+x=y@[192.0.2.1]', 'mail for ***@example.com, o***@[192.0.2.1]'],
    ['550 "john doe"@example.com unknown', '550 j***@example.com unknown'],
    ['ORCPT=rfc822;dept/jane@example.com', 'ORCPT=rfc822;d***@example.com'],
    ['to 佐藤@例え.テスト', 'to 佐***@例え.テスト'],
    [
      'see http://www.openspf.net/Why?s=mfrom;id=probe%40example.com;ip=192.0.2.1',
      'see http://www.openspf.net/Why?s=mfrom;id=p***%40example.com;ip=192.0.2.1',
    ],
    ['mailto:probe@example.com', 'mailto:p***@example.com'],
  ])('%s', (text, expected) => {
    expect(masked(text)).toBe(expected)
  })
})

test('the id of our own message keeps what finds it in a server’s log, without the monitor', () => {
  expect(masked(`Message-ID: ${MESSAGE_ID}`)).toBe(`Message-ID: ${MESSAGE_ID.replace('/inbox/', '/***/')}`)
})

test.each(['250 2.0.0 Ok: queued as 4F2A91C0043', '5 @ 3 and an@'])(
  'what is no address stays: %s',
  (text) => {
    expect(masked(text)).toBe(text)
  },
)

test('the name of a login is masked wherever it is said, but not in the names of hosts', () => {
  const log = logFrom(`
    mailbox.auth:
    C USER mail
    S +OK Password required for mail.
    - logging in as mail
    S -ERR [AUTH] mail@example.com: mail.example.com says no mail
    mailbox.search:
    S +OK no mail
  `)
  expect(maskedLog(log).map(({ text }) => text)).toEqual([
    'USER m***',
    '+OK Password required for m***.',
    'logging in as m***',
    '-ERR [AUTH] m***@example.com: mail.example.com says no m***',
    '+OK no m***',
  ])
})

test('a name is masked in capitals and in small letters, but no command is', () => {
  const log = logFrom(`
    smtp.submit:
    C MAIL FROM:<mail@example.com>
    C RCPT TO:<probe@example.com>
    S 550 5.1.1 No such user "Probe" at PROBE@EXAMPLE.COM
  `)
  expect(maskedLog(log).map(({ text }) => text)).toEqual([
    'MAIL FROM:<m***@example.com>',
    'RCPT TO:<p***@example.com>',
    '550 5.1.1 No such user "p***" at p***@example.com',
  ])
})

test('an address of the message is masked however it is spelled, and its name without it', () => {
  const log = logFrom(`
    smtp.submit:
    C MAIL FROM:<"a@b c"@example.com>
    C RCPT TO:<test@example.com>
    S 550 5.1.1 No such user (test)
    S 250-test.example.com at your service, smtp://test:25
  `)
  expect(maskedLog(log).map(({ text }) => text)).toEqual([
    'MAIL FROM:<a***@example.com>',
    'RCPT TO:<t***@example.com>',
    '550 5.1.1 No such user (t***)',
    '250-test.example.com at your service, smtp://test:25',
  ])
})
