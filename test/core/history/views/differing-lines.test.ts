import { describe, expect, test } from 'vitest'

import { differingLines } from '../../../../shared/core/history/views/differing-lines.ts'
import { logFrom } from '../../../support/servers/dialogue-logs.ts'
import { COURIER_POP, DOVECOT_IMAP, DOVECOT_POP, EXIM_SMTP, POSTFIX_SMTP } from './server-dialogues.ts'

type Edit = readonly [said: string, now: string]

/** What is marked where the server says other words than in the good run, and goes silent after `until`. */
function marked(good: string, edits: readonly Edit[], until?: string) {
  let text = good
  for (const [said, now] of edits) {
    if (!text.includes(said)) throw new Error(`the good run has no ${said}`)
    text = text.replace(said, now)
  }
  const end = until === undefined ? undefined : text.indexOf(until) + until.length
  const [log, before] = [logFrom(text.slice(0, end)), logFrom(good)]
  const { differing, missing } = differingLines(log, before)
  return { differs: differing.map((at) => log[at]?.text), lacks: missing.map((at) => before[at]?.text) }
}

const NOTHING = { differs: [], lacks: [] }

describe('what varies by nature is not marked', () => {
  test.each<[string, string, readonly Edit[]]>([
    ['a queue id of Postfix', POSTFIX_SMTP, [['queued as 4F2A91C0043', 'queued as 4XyzBcdFghz']]],
    ['the server of a pool that answers', POSTFIX_SMTP, [['192.0.2.25:587', '192.0.2.26:587']]],
    ['the days that a certificate has left', POSTFIX_SMTP, [['days left: 61', 'days left: 60']]],
    [
      'a queue id, a time and a name of Exim',
      EXIM_SMTP,
      [
        ['id=1rT5Xo-0004kd-2F', 'id=1rTAbq-0000aB-1x'],
        ['Mon, 05 Jan 2026 12:00:01 +0000', 'Tue, 03 Feb 2026 23:10:59 +0000'],
        ['Hello probe.example.net [198.51.100.7]', 'Hello probe.example.net [198.51.100.90]'],
      ],
    ],
    [
      'the timestamp of APOP, counts and octets',
      DOVECOT_POP,
      [
        ['<1a2b.3c4d@mail.example.com>', '<ffff.0a0b@mail.example.com>'],
        ['[1 lines, 22 octets]', '[12 lines, 264 octets]'],
        ['[24 lines, 1801 octets]', '[25 lines, 1877 octets]'],
      ],
    ],
    [
      'tags, counts, UIDs and seconds of IMAP',
      DOVECOT_IMAP,
      [
        ['C A16 UID FETCH 4711', 'C A99 UID FETCH 4890'],
        ['A16 OK Fetch completed (0.001 + 0.000 secs)', 'A99 OK Fetch completed (0.021 + 0.014 secs)'],
        ['[UIDNEXT 4711]', '[UIDNEXT 4890]'],
        ['* 12 EXISTS', '* 7 EXISTS'],
        ['asked 12 times', 'asked 95 times'],
        ['653 octets', '701 octets'],
      ],
    ],
    ['a challenge', COURIER_POP, [['+ PDEyMzQ1QG1haWw+', '+ PDk4NzY1QG1haWw+']]],
  ])('%s', (_what, good, edits) => {
    expect(marked(good, edits)).toEqual(NOTHING)
  })
})

describe('what a server does otherwise is marked, in both runs', () => {
  test.each<[string, string, readonly Edit[], object]>([
    [
      'what an IMAP server can do no more',
      DOVECOT_IMAP,
      [[' UIDPLUS MOVE', ' MOVE']],
      {
        differs: [
          '* CAPABILITY IMAP4rev1 SASL-IR ID ENABLE IDLE MOVE SPECIAL-USE LITERAL+ QUOTA=RES-STORAGE',
        ],
        lacks: [
          '* CAPABILITY IMAP4rev1 SASL-IR ID ENABLE IDLE UIDPLUS MOVE SPECIAL-USE LITERAL+ QUOTA=RES-STORAGE',
        ],
      },
    ],
    [
      'a folder that IMAP opens no more',
      DOVECOT_IMAP,
      [
        [
          'A3 OK [READ-WRITE] Select completed (0.002 + 0.000 + 0.001 secs).',
          'A3 NO [NOPERM] Permission denied',
        ],
      ],
      {
        differs: ['A3 NO [NOPERM] Permission denied'],
        lacks: ['A3 OK [READ-WRITE] Select completed (0.002 + 0.000 + 0.001 secs).'],
      },
    ],
    [
      'a capability that is gone',
      POSTFIX_SMTP,
      [['S 250-STARTTLS\n', '\n']],
      { differs: [], lacks: ['250-STARTTLS'] },
    ],
    [
      'a limit that changed',
      POSTFIX_SMTP,
      [['250-SIZE 10240000', '250-SIZE 2048']],
      { differs: ['250-SIZE 2048'], lacks: ['250-SIZE 10240000'] },
    ],
    [
      'a refusal',
      POSTFIX_SMTP,
      [['S 250 2.1.5 Ok', 'S 450 4.2.0 <probe@example.com>: Recipient address rejected: Greylisted']],
      {
        differs: ['450 4.2.0 <probe@example.com>: Recipient address rejected: Greylisted'],
        lacks: ['250 2.1.5 Ok'],
      },
    ],
    [
      'another version of Exim',
      EXIM_SMTP,
      [['Exim 4.96', 'Exim 4.97']],
      {
        differs: ['220 mail.example.com ESMTP Exim 4.97 Mon, 05 Jan 2026 12:00:01 +0000'],
        lacks: ['220 mail.example.com ESMTP Exim 4.96 Mon, 05 Jan 2026 12:00:01 +0000'],
      },
    ],
    [
      'another certificate',
      POSTFIX_SMTP,
      [['by CN=R11, days', 'by CN=Corporate Proxy, days']],
      {
        differs: [
          'TLSv1.3 TLS_AES_256_GCM_SHA384; certificate of CN=mail.example.com by CN=Corporate Proxy, days left: 61',
        ],
        lacks: [
          'TLSv1.3 TLS_AES_256_GCM_SHA384; certificate of CN=mail.example.com by CN=R11, days left: 61',
        ],
      },
    ],
    [
      'a mechanism that is not offered any longer',
      DOVECOT_POP,
      [['S SASL PLAIN LOGIN', 'S SASL']],
      { differs: ['SASL'], lacks: ['SASL PLAIN LOGIN'] },
    ],
  ])('%s', (_what, good, edits, expected) => {
    expect(marked(good, edits)).toEqual(expected)
  })
})

test('a run that ends early lacks nothing of the steps that it never came to', () => {
  const refused: Edit = ['S +OK Logged in.', 'S -ERR [AUTH] Authentication failed.']
  expect(marked(DOVECOT_POP, [refused], refused[1])).toEqual({
    differs: ['-ERR [AUTH] Authentication failed.'],
    lacks: ['+OK Logged in.'],
  })
})

test('what is offered under TLS is not missed before it', () => {
  const refused: Edit = ['S 220 2.0.0 Ready to start TLS', 'S 454 4.7.0 TLS not available']
  expect(marked(POSTFIX_SMTP, [refused], refused[1])).toEqual({
    differs: ['454 4.7.0 TLS not available'],
    lacks: ['220 2.0.0 Ready to start TLS'],
  })
})

test('looking again and again into the same mailbox differs in nothing', () => {
  const again = DOVECOT_POP.slice(DOVECOT_POP.indexOf('mailbox.search:'))
  expect(differingLines(logFrom(DOVECOT_POP + again + again), logFrom(DOVECOT_POP))).toEqual({
    differing: [],
    missing: [],
  })
})

test('a remark on what nobody answered is marked', () => {
  const lost: Edit = ['- connected to 192.0.2.25:587', '- 192.0.2.25:587: ECONNREFUSED']
  expect(marked(POSTFIX_SMTP, [lost], lost[1])).toEqual({
    differs: ['192.0.2.25:587: ECONNREFUSED'],
    lacks: ['connected to 192.0.2.25:587'],
  })
})

test('all of a log is marked beside one that is empty', () => {
  const log = logFrom(DOVECOT_POP)
  const { differing, missing } = differingLines(log, [])
  expect(differing.map((at) => log[at]?.side)).not.toContain('client')
  expect([differing.length, missing]).toEqual([log.filter(({ side }) => side !== 'client').length, []])
})
