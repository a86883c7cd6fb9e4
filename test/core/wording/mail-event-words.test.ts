import { expect, test } from 'vitest'

import type { MailEvent } from '../../../shared/core/run/sender/mail-events.ts'
import { mailEventWords, toldOfMail } from '../../../shared/core/wording/words/mail-event-words.ts'

const at = Date.UTC(2026, 0, 5, 12)

test.each<[MailEvent, string]>([
  [
    { kind: 'delivered', at, server: 'mx.example.net', tookMs: 1234, text: '250 2.0.0 Ok' },
    'Amazon SES delivered it to mx.example.net after 1.2 s: "250 2.0.0 Ok"',
  ],
  [{ kind: 'delivered', at }, 'Amazon SES delivered it'],
  [
    { kind: 'delayed', at, type: 'MailboxFull', text: '452 4.2.2 mailbox full' },
    'Amazon SES could not deliver it yet (MailboxFull): "452 4.2.2 mailbox full"',
  ],
  [{ kind: 'delayed', at, type: 'InternalFailure' }, 'Amazon SES could not deliver it yet (InternalFailure)'],
  [
    { kind: 'bounced', at, type: 'Permanent', subType: 'NoEmail', text: '550 5.1.1 user unknown' },
    'Amazon SES says that it bounced (Permanent, NoEmail): "550 5.1.1 user unknown"',
  ],
  [
    { kind: 'bounced', at, type: 'Undetermined', subType: 'Undetermined' },
    'Amazon SES says that it bounced (Undetermined)',
  ],
  [
    { kind: 'bounced', at, type: 'Permanent', subType: 'OnAccountSuppressionList', text: 'is suppressed' },
    "Amazon SES did not send it, because the address is on the account's suppression list",
  ],
  [
    { kind: 'bounced', at, type: 'Permanent', subType: 'Suppressed' },
    'Amazon SES did not send it, because the address is on its own suppression list',
  ],
  [
    { kind: 'bounced', at, type: 'Permanent', subType: 'toString' },
    'Amazon SES says that it bounced (Permanent, toString)',
  ],
  [
    { kind: 'rejected', at, text: 'Bad content' },
    'Amazon SES found a virus in it and did not send it: "Bad content"',
  ],
])('%j is told as: %s', (event, words) => {
  expect(mailEventWords(event)).toBe(words)
})

test('events are told in the order in which they happened, with all that is known of each', () => {
  const delivered = { at: at + 2, tookMs: 2 }
  const told = toldOfMail({
    delivered,
    bounced: { at: at + 3, type: 'Transient', subType: 'General' },
    delayed: { at: at + 1, type: 'General' },
    rejected: { at: at + 2 },
  })
  expect(told.map(({ kind }) => kind)).toEqual(['delayed', 'rejected', 'delivered', 'bounced'])
  expect(told[2]).toEqual({ kind: 'delivered', ...delivered, words: 'Amazon SES delivered it after 2 ms' })
  expect(toldOfMail({})).toEqual([])
})

test.each([
  ['Transient', 'General', true],
  ['Undetermined', 'Undetermined', true],
  ['Transient', 'MailboxFull', false],
  ['Permanent', 'General', false],
])(
  'a bounce %s, %s of a message that was delivered: it may be an automatic answer, %j',
  (type, subType, may) => {
    const bounced = { at: at + 1, type, subType }
    const words = (events: object) => toldOfMail(events).at(-1)?.words ?? ''
    expect(words({ delivered: { at }, bounced }).endsWith('; an automatic answer counts as that too')).toBe(
      may,
    )
    expect(words({ bounced })).not.toContain('automatic')
  },
)
