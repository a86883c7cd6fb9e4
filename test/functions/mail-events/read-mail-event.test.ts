import { describe, expect, test } from 'vitest'

import { readMailEvent } from '../../../functions/mail-events/read-mail-event.ts'
import { NOON } from '../../contracts/run-fixtures.ts'
import { BOUNCE, DELAY, DELIVERY, MAIL, REJECT, RUN, SUPPRESSED, TOPIC_TEST } from './ses-messages.ts'

const read = (message: object) => readMailEvent(JSON.stringify(message))
const AT = NOON + 12_000

describe('what Amazon SES tells', () => {
  test.each([
    [
      DELIVERY,
      { kind: 'delivered', at: AT, tookMs: 11_893, server: '192.0.2.25', text: '250 2.6.0 Message received' },
    ],
    [
      DELAY,
      {
        kind: 'delayed',
        at: AT,
        type: 'TransientCommunicationFailure',
        text: '421 4.4.1 Unable to connect to remote host',
      },
    ],
    [
      BOUNCE,
      { kind: 'bounced', at: AT, type: 'Permanent', subType: 'General', text: '550 5.1.1 user unknown' },
    ],
    [
      SUPPRESSED,
      {
        kind: 'bounced',
        at: AT,
        type: 'Permanent',
        subType: 'OnAccountSuppressionList',
        text: 'Amazon SES did not send the message to this address because it is on the suppression list',
      },
    ],
    [REJECT, { kind: 'rejected', at: NOON, text: 'Bad content' }],
  ])('of $eventType is read, with the run of its tags', (message, event) => {
    expect(read(message)).toEqual({ kind: 'event', run: RUN, event })
  })

  test.each([
    [
      'has tags that are no lists',
      { mail: { ...MAIL, tags: { 'roundtrip-monitor': RUN.monitorId, 'roundtrip-run': RUN.runId } } },
    ],
    ['has tags, and its headers were cut off', { mail: { ...MAIL, headersTruncated: true, headers: [] } }],
    ['has tags, and no headers', { mail: { ...MAIL, headers: undefined } }],
    ['has a header without a value', { mail: { ...MAIL, headers: [{ name: 'Subject', value: null }] } }],
    ['has fields that are new', { mail: { ...MAIL, sourceIp: '192.0.2.1' }, later: { than: 'this' } }],
  ])('is read where the event %s', (_, change) => {
    expect(read({ ...DELIVERY, ...change })).toMatchObject({
      kind: 'event',
      run: RUN,
      event: { kind: 'delivered' },
    })
  })
})

describe('words', () => {
  const bounced = (bouncedRecipients: unknown, change: object = {}) => {
    const found = read({ ...BOUNCE, bounce: { ...BOUNCE.bounce, bouncedRecipients, ...change } })
    return found.kind === 'event' ? found.event : found
  }

  test.each([
    ['a recipient without a diagnostic code has its status alone', [{ status: '5.4.1' }], '5.4.1'],
    ['a recipient of whom nothing was said has none', [{ emailAddress: 'inbox@example.net' }], undefined],
    ['a bounce without recipients has none', [], undefined],
    ['a bounce whose recipients are missing has none', undefined, undefined],
    ['a diagnostic code of blanks is none', [{ status: '5.0.0', diagnosticCode: ' \r\n ' }], '5.0.0'],
    [
      'of several recipients the first of whom something was said counts',
      [{ status: '4.0.0' }, { diagnosticCode: 'smtp; 550 5.1.1 no such user' }],
      '550 5.1.1 no such user',
    ],
    ['one recipient may stand alone', { diagnosticCode: 'smtp; 452 mailbox full' }, '452 mailbox full'],
    [
      'a reply of several lines becomes one',
      [{ diagnosticCode: 'smtp; 550-5.7.1 Our system has detected\r\n550 5.7.1 unsolicited  mail\n' }],
      '550-5.7.1 Our system has detected 550 5.7.1 unsolicited mail',
    ],
    ['another kind of code is cut off too', [{ diagnosticCode: 'x-unix;user unknown' }], 'user unknown'],
    [
      'hostile characters are shown',
      [{ diagnosticCode: 'smtp; 550 \u001b[2J\u202e' }],
      '550 \\x1b[2J\\u{202e}',
    ],
  ])('%s', (_, recipients, text) => {
    const { text: found, ...rest } = bounced(recipients) as { text?: string }
    expect(found).toBe(text)
    expect(rest).toEqual({ kind: 'bounced', at: AT, type: 'Permanent', subType: 'General' })
  })

  test('are at most 300 characters', () => {
    const long = bounced([{ diagnosticCode: `smtp; 550 ${'x'.repeat(100_000)}` }]) as { text: string }
    expect(long.text.length).toBeLessThanOrEqual(300)
    const names = bounced([], { bounceType: 'y'.repeat(1000), bounceSubType: '\u0007' }) as { type: string }
    expect(names.type.length).toBeLessThanOrEqual(60)
    expect(names).toMatchObject({ subType: '\\x07' })
  })

  test('that are missing leave the event as it is', () => {
    const bare = { eventType: 'Delivery', mail: MAIL, delivery: { timestamp: DELIVERY.delivery.timestamp } }
    expect(read(bare)).toMatchObject({ kind: 'event', event: { kind: 'delivered', at: AT } })
    const delay = { ...DELAY, deliveryDelay: { timestamp: DELIVERY.delivery.timestamp } }
    expect(read(delay)).toMatchObject({ event: { kind: 'delayed', at: AT, type: 'Undetermined' } })
    const bounce = { ...BOUNCE, bounce: {} }
    expect(read(bounce)).toMatchObject({
      event: { kind: 'bounced', at: NOON, type: 'Undetermined', subType: 'Undetermined' },
    })
    expect(read({ ...REJECT, reject: undefined })).toMatchObject({ event: { kind: 'rejected', at: NOON } })
  })

  test.each([-1, null, '12'])('a time of %j that it took is none', (processingTimeMillis) => {
    const found = read({ ...DELIVERY, delivery: { ...DELIVERY.delivery, processingTimeMillis } })
    expect(found).not.toHaveProperty('event.tookMs')
    expect(found).toMatchObject({ event: { kind: 'delivered' } })
  })

  test.each(['soon', '', 5, null, '+275760-09-14T00:00:00Z', '2026-13-05T12:00:00Z'])(
    'of %j as their time happened when SES took the message',
    (timestamp) => {
      const found = read({ ...DELIVERY, delivery: { ...DELIVERY.delivery, timestamp } })
      expect(found).toMatchObject({ event: { at: NOON } })
    },
  )

  test('a bounce may lie before the message, by the clock of the server that sent it', () => {
    const found = read({ ...BOUNCE, bounce: { ...BOUNCE.bounce, timestamp: '2026-01-05T11:59:59.000Z' } })
    expect(found).toMatchObject({ event: { at: NOON - 1000 } })
  })
})

describe('passed over', () => {
  test('is the test of the topic', () => {
    expect(readMailEvent(TOPIC_TEST)).toEqual({ kind: 'other', what: 'test of the topic' })
  })

  test.each([
    'Send',
    'Open',
    'Click',
    'Complaint',
    'Rendering Failure',
    'Subscription',
    'toString',
    'delivery',
  ])('is an event %s', (eventType) => {
    expect(read({ eventType, mail: MAIL })).toEqual({ kind: 'other', what: 'event of another type' })
  })

  const foreign = { ...MAIL, tags: {} }
  test.each([
    ['text', 'hello', 'not an event of Amazon SES'],
    ['nothing', '', 'not an event of Amazon SES'],
    ['null', 'null', 'not an event of Amazon SES'],
    ['a list', '[]', 'not an event of Amazon SES'],
    ['half an event', JSON.stringify(DELIVERY).slice(0, 200), 'not an event of Amazon SES'],
    ['no mail', JSON.stringify({ ...DELIVERY, mail: undefined }), 'not an event of Amazon SES'],
    ['no type', JSON.stringify({ ...DELIVERY, eventType: undefined }), 'an event without a type'],
    ['no run', JSON.stringify({ ...DELIVERY, mail: foreign }), 'a message that names no run'],
    [
      'an own notification of the identity',
      JSON.stringify({ ...DELIVERY, eventType: undefined, notificationType: 'Delivery' }),
      'an event without a type',
    ],
    [
      'a run of another shape',
      JSON.stringify({
        ...DELIVERY,
        mail: { ...foreign, tags: { 'roundtrip-monitor': ['inbox'], 'roundtrip-run': ['run#1'] } },
      }),
      'a message that names no run',
    ],
    [
      'a monitor of another shape',
      JSON.stringify({
        ...DELIVERY,
        mail: { ...foreign, tags: { 'roundtrip-monitor': ['#installation'], 'roundtrip-run': [RUN.runId] } },
      }),
      'a message that names no run',
    ],
    [
      'no time at all',
      JSON.stringify({ ...REJECT, mail: { ...MAIL, timestamp: undefined } }),
      'an event without its time',
    ],
  ])('is what cannot be read: %s', (_, text, why) => {
    expect(readMailEvent(text)).toEqual({ kind: 'unreadable', why })
  })
})
