import { describe, expect, test } from 'vitest'

import { junkMarks } from '../../../shared/core/run/junk-marks.ts'

const headerOf = (...fields: string[]) => ['From: a@example.test', ...fields].join('\r\n')

const FOREFRONT =
  'X-Forefront-Antispam-Report: CIP:192.0.2.1;CTRY:US;LANG:en;SCL:5;SRV:;IPV:NLI;SFV:SPM;H:mx.example.test;\r\n' +
  ' PTR:mx.example.test;CAT:SPM;SFS:(13230022)(451199015);DIR:INB;'

describe('what marks a message as junk', () => {
  test.each([
    ['SpamAssassin', ['X-Spam-Flag: YES'], 'X-Spam-Flag: YES'],
    [
      'SpamAssassin, with its tests',
      ['X-Spam-Status: Yes, score=15.1 required=5.0\r\n\ttests=BAYES_99,SPF_FAIL autolearn=no'],
      'X-Spam-Status: Yes, score=15.1 required=5.0 tests=BAYES_99,SPF_FAIL autolearn=no',
    ],
    ['one word', ['X-Spam: Yes'], 'X-Spam: Yes'],
    ['a score alone', ['X-Spam-Score: 6.1'], 'X-Spam-Score: 6.1'],
    [
      'rspamd',
      ['X-Rspamd-Action: add header', 'X-Rspamd-Score: 7.20'],
      'X-Rspamd-Action: add header; X-Rspamd-Score: 7.20',
    ],
    [
      'rspamd, in one line',
      ['X-Spamd-Result: default: False [7.20 / 15.00];\r\n BAYES_SPAM(5.10)[99.99%]'],
      'X-Spamd-Result: default: False [7.20 / 15.00]; BAYES_SPAM(5.10)[99.99%]',
    ],
    ['Exchange Online', [FOREFRONT], 'X-Forefront-Antispam-Report: SCL:5 SFV:SPM CAT:SPM'],
    ['Exchange', ['X-MS-Exchange-Organization-SCL: 9'], 'X-MS-Exchange-Organization-SCL: 9'],
    [
      'a rule of the mailbox',
      ['X-Microsoft-Antispam-Mailbox-Delivery: ucf:0;jmr:1;auth:0;dest:J;OFR:CustomRules;ENG:(910001)'],
      'X-Microsoft-Antispam-Mailbox-Delivery: dest:J OFR:CustomRules',
    ],
    ['bulk mail', ['X-Microsoft-Antispam: BCL:8;'], 'X-Microsoft-Antispam: BCL:8'],
    [
      'Proofpoint',
      ['X-Proofpoint-Spam-Details: rule=spam policy=default score=90'],
      'X-Proofpoint-Spam-Details: rule=spam policy=default score=90',
    ],
    [
      'Barracuda',
      ['X-Barracuda-Spam-Flag: YES', 'X-Barracuda-Spam-Status: Yes, SCORE=4.21'],
      'X-Barracuda-Spam-Flag: YES; X-Barracuda-Spam-Status: Yes, SCORE=4.21',
    ],
    ['Amazon SES', ['X-SES-Spam-Verdict: FAIL'], 'X-SES-Spam-Verdict: FAIL'],
    [
      'a sender that did not prove itself',
      [
        'Authentication-Results: mx.example.test; dkim=pass header.d=example.test; spf=softfail (not allowed) smtp.mailfrom=a@example.test; dmarc=fail action=quarantine',
      ],
      'Authentication-Results: spf=softfail dmarc=fail',
    ],
    ['a report', ['X-Spam-Report: * 5.0 BAYES_99'], 'X-Spam-Report: * 5.0 BAYES_99'],
  ])('%s', (_filter, fields, marks) => {
    expect(junkMarks(headerOf(...fields))).toBe(marks)
  })

  test('the most telling comes first, whatever the order of the fields, and nothing twice', () => {
    const fields = [
      'X-Spam-Report: why',
      'X-Spam-Score: 9',
      'x-spam-status: yes, score=9',
      'X-Spam-Flag: YES',
    ]
    expect(junkMarks(headerOf(...fields, 'X-Spam-Flag: YES'))).toBe(
      'X-Spam-Flag: YES; x-spam-status: yes, score=9; X-Spam-Score: 9; X-Spam-Report: why',
    )
  })

  test.each([
    ['no filter at all', []],
    ['SpamAssassin', ['X-Spam-Flag: NO', 'X-Spam-Status: No, score=-1.0 required=5.0', 'X-Spam-Score: -1.0']],
    ['rspamd', ['X-Rspamd-Action: no action', 'X-Rspamd-Score: 0.00']],
    [
      'Exchange',
      [FOREFRONT.replaceAll('SPM', 'NONE').replace('SCL:5', 'SCL:1'), 'X-Microsoft-Antispam: BCL:0;'],
    ],
    ['an authentic sender', ['Authentication-Results: mx.example.test; spf=pass; dkim=none']],
    ['a subject that speaks of it', ['Subject: X-Spam-Flag: YES']],
    ['a body that quotes it', ['', 'X-Spam-Flag: YES']],
  ])('is not what says that it is none: %s', (_filter, fields) => {
    expect(junkMarks(headerOf(...fields))).toBe('')
  })

  test('is bounded, whatever a server sends', () => {
    const long = `X-Spam-Report: ${'x'.repeat(5000)}`
    const many = Array.from({ length: 100 }, (_, n) => `X-Spam-Score: ${n + 1}`)
    expect(junkMarks(headerOf(long, 'X-Spam-Flag: YES'))).toBe('X-Spam-Flag: YES')
    expect(junkMarks(headerOf(...many)).split('; ')).toHaveLength(20)
  })
})
