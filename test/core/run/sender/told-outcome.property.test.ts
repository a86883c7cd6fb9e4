import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Outcome } from '../../../../shared/core/run/run.ts'
import type { MailEvents } from '../../../../shared/core/run/sender/mail-events.ts'
import { toldOutcome } from '../../../../shared/core/run/sender/told-outcome.ts'
import { mailEventWords } from '../../../../shared/core/wording/words/mail-event-words.ts'
import { REASON_STATUS } from '../../../../shared/core/run/statuses.ts'
import { verdictOf } from '../../../../shared/core/run/verdict.ts'

const outcomeOf = (untold: Outcome, events: MailEvents) => toldOutcome(untold, events, mailEventWords)

const at = Date.UTC(2026, 0, 5, 12)
const LOST: Outcome = { kind: 'lost' }
const UNTOLD: readonly Outcome[] = [
  LOST,
  { kind: 'lost', detail: 'each of 9 looks listed the same 3 messages' },
  { kind: 'inconclusive', reason: 'sender-unavailable', detail: 'no answer to SendEmail' },
  { kind: 'inconclusive', reason: 'run-interrupted', detail: 'an attempt ended while it was sending' },
]

const delivered = { at, tookMs: 1234, server: 'mx.example.net', text: '250 2.0.0 Ok' }
const delayed = { at, type: 'MailboxFull', text: '452 4.2.2 full' }
const bounced = { at, type: 'Permanent', subType: 'General', text: 'smtp; 550 5.1.1 user unknown' }
const suppressed = { at, type: 'Permanent', subType: 'OnAccountSuppressionList' }

test.each<[told: MailEvents, reason: string, detail: string]>([
  [{}, 'delivery-pending', 'Amazon SES accepted the message and told of no delivery'],
  [
    { delivered },
    'message-not-delivered',
    'Amazon SES delivered it to mx.example.net after 1.2 s: "250 2.0.0 Ok"',
  ],
  [{ delivered: { at } }, 'message-not-delivered', 'Amazon SES delivered it'],
  [{ delayed }, 'delivery-pending', 'Amazon SES could not deliver it yet (MailboxFull): "452 4.2.2 full"'],
  [
    { delayed: { at, type: 'InternalFailure' } },
    'sender-unavailable',
    'Amazon SES could not deliver it yet (InternalFailure)',
  ],
  [
    { bounced },
    'message-bounced',
    'Amazon SES says that it bounced (Permanent, General): "smtp; 550 5.1.1 user unknown"',
  ],
  [
    { bounced: suppressed },
    'recipient-suppressed',
    "because the address is on the account's suppression list",
  ],
  [
    { bounced: { ...suppressed, subType: 'Suppressed' } },
    'recipient-suppressed',
    'because the address is on its own suppression list',
  ],
  [
    { rejected: { at, text: 'Bad content' } },
    'sender-refused',
    'Amazon SES found a virus in it and did not send it: "Bad content"',
  ],
  [{ delayed, delivered }, 'message-not-delivered', 'Amazon SES delivered'],
  [{ delayed, bounced }, 'message-bounced', 'Amazon SES says that it bounced ('],
  // Taken at first, and sent back by the server behind.
  [{ delivered, bounced }, 'message-bounced', 'Amazon SES says that it bounced ('],
  [{ delivered, bounced: { ...bounced, type: 'Undetermined' } }, 'message-not-delivered', 'SES delivered'],
  [{ delivered, bounced: { ...bounced, type: 'Transient' } }, 'message-not-delivered', 'SES delivered'],
  [
    { delivered, bounced: { ...bounced, type: 'Transient', subType: 'MailboxFull' } },
    'message-bounced',
    'MailboxFull',
  ],
  [{ bounced: { ...bounced, type: 'Undetermined' } }, 'message-bounced', 'Amazon SES says that it bounced ('],
])('of a lost message, told %j, it is %s', (told, reason, detail) => {
  const verdict = verdictOf(outcomeOf(LOST, told))
  expect(verdict.reason).toBe(reason)
  expect(verdict.detail).toContain(detail)
})

test('what was listed in the place of a delivered message is told too', () => {
  const untold: Outcome = { kind: 'lost', detail: 'each of 2 looks listed the same message' }
  expect(verdictOf(outcomeOf(untold, { delivered })).detail).toMatch(/^Amazon SES delivered .*; each of 2/)
})

const told = { at: fc.integer({ min: 0, max: 2 * at }), text: fc.string({ maxLength: 300 }) }
const type = fc.constantFrom('General', 'MailboxFull', 'InternalFailure', 'Undetermined')
const subType = fc.constantFrom('General', 'Suppressed', 'OnAccountSuppressionList', 'NoEmail')
const someEvents: fc.Arbitrary<MailEvents> = fc.record(
  {
    delivered: fc.record({ ...told, server: fc.string(), tookMs: fc.nat() }, { requiredKeys: ['at'] }),
    delayed: fc.record({ ...told, type }, { requiredKeys: ['at', 'type'] }),
    bounced: fc.record({ ...told, type, subType }, { requiredKeys: ['at', 'type', 'subType'] }),
    rejected: fc.record(told, { requiredKeys: ['at'] }),
  },
  { requiredKeys: [] },
)

test('whatever was told, in whatever order, a run comes to one thing, in a detail that can be stored', () => {
  fc.assert(
    fc.property(someEvents, fc.constantFrom(...UNTOLD), (events, untold) => {
      const outcome = outcomeOf(untold, events)
      const reversed = Object.fromEntries(Object.entries(events).reverse()) as MailEvents
      expect(outcomeOf(untold, reversed)).toEqual(outcome)

      expect(['lost', 'inconclusive']).toContain(outcome.kind)
      const { status, reason, detail } = verdictOf(outcome)
      expect(reason && REASON_STATUS[reason]).toBe(status)
      expect((detail ?? '').length).toBeLessThanOrEqual(300)
      if (Object.keys(events).length > 0) expect(outcomeOf(LOST, events).kind).toBe(outcome.kind)
      else if (untold.kind !== 'lost') expect(outcome).toBe(untold)
    }),
  )
})

test('only a server of the recipient, or nobody, is to blame for a lost message', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      const { kind } = outcomeOf(LOST, events)
      const isOurs =
        events.rejected !== undefined ||
        (events.bounced?.subType ?? '').includes('uppress') ||
        (!events.bounced && !events.delivered && events.delayed?.type === 'InternalFailure')
      expect(kind).toBe(isOurs ? 'inconclusive' : 'lost')
    }),
  )
})
