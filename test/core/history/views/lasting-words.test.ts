import { expect, test } from 'vitest'

import { lastingWords } from '../../../../shared/core/history/views/lasting-words.ts'
import { longTest } from '../../../support/thorough.ts'

test.each([
  ['250 2.0.0 Ok: queued as 4F2A91C0043', '250 2.0.0 Ok: queued as #'],
  ['250 OK id=1rT5Xo-0004kd-2F', '250 OK id=#'],
  ['250 2.0.0 605C0aBd012345 Message accepted for delivery', '250 2.0.0 # Message accepted for delivery'],
  ['250 2.0.0 OK  1767614401 a640c23a62f3a-aa5998e6a7fsi123.45 - gsmtp', '250 2.0.0 OK  # - gsmtp'],
  [
    '250 2.6.0 <f00/inbox@example.com> [InternalId=7301444, Hostname=MBX01.example.net] Queued mail for delivery',
    '250 2.6.0 #] Queued mail for delivery',
  ],
  ['250 ok 1767614401 qp 12345', '250 ok # qp #'],
  [
    '220 AM0PR02CA0012.outlook.office365.com Microsoft ESMTP MAIL Service ready at Mon, 5 Jan 2026 12:00:01 +0000 [08DC]',
    '220 # Microsoft ESMTP MAIL Service ready at #]',
  ],
  [
    '-ERR [SYS/TEMP] Internal error occurred. Refer to server log for more information. [2026-01-05 12:00:01]',
    '-ERR [SYS/TEMP] Internal error occurred. Refer to server log for more information. [#]',
  ],
  [
    '550 5.7.1 Service unavailable; Client host [203.0.113.7] blocked using zen.spamhaus.org',
    '550 5.7.1 Service unavailable; Client host [#] blocked using zen.spamhaus.org',
  ],
  [
    '421 4.7.0 Try again later, closing connection. (EHLO) 5b1f17b1804b1-45d34d4',
    '421 4.7.0 Try again later, closing connection. (EHLO) #',
  ],
  ['+OK … messages', '+OK … messages'],
  [
    'A3 OK [READ-WRITE] Select completed (0.002 + 0.000 + 0.001 secs).',
    '# OK [READ-WRITE] Select completed (#).',
  ],
  ['* OK [UIDNEXT 4711] Predicted next UID', '* OK [UIDNEXT #] Predicted next UID'],
])('%s says %s', (line, lasting) => {
  expect(lastingWords(line)).toBe(lasting)
  expect(lastingWords(lasting)).toBe(lasting)
})

longTest('a line of a megabyte is read in no time that grows with its square', () => {
  expect(lastingWords('a'.repeat(1_000_000))).toHaveLength(1_000_000)
  expect(lastingWords('<1 '.repeat(300_000))).not.toContain('1')
})
