import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { MailEvent } from '../../../shared/core/run/sender/mail-events.ts'
import { DAY } from '../../../shared/core/time/units.ts'
import { NOON, lostResult } from '../run-fixtures.ts'
import type { StoreUnderTest } from './store-under-test.ts'
import { longTest } from '../../support/thorough.ts'

const RUN = lostResult()

const DELAYED: MailEvent = {
  kind: 'delayed',
  at: NOON + 1000,
  type: 'MailboxFull',
  text: '452 4.2.2 mailbox full',
}
const DELIVERED: MailEvent = {
  kind: 'delivered',
  at: NOON + 2000,
  tookMs: 1234.5,
  server: 'mx.example.net',
  text: '250 2.0.0 Ok "queued"',
}
const BOUNCED: MailEvent = { kind: 'bounced', at: NOON + 3000, type: 'Permanent', subType: 'General' }
const REJECTED: MailEvent = { kind: 'rejected', at: NOON + 4000, text: 'Bad content' }

/** Few different ones, so that many of a kind happen at once, and some are the same. */
const arbitraryEvent: fc.Arbitrary<MailEvent> = fc.oneof(
  ...(['delayed', 'delivered'] as const).map((kind) =>
    fc.record({
      kind: fc.constant(kind),
      at: fc.integer({ min: NOON - 2, max: NOON + 2 }),
      type: fc.constantFrom('MailboxFull', 'General'),
      text: fc.constantFrom('a', 'ä', '\uffff', '\u{1f4ec}'),
    }),
  ),
)

export function mailEventContract(under: StoreUnderTest): void {
  describe('what the built-in sender told of a message', () => {
    const note = async (...events: MailEvent[]) => {
      for (const event of events) await under.store.noteMailEvent(RUN, event)
    }
    const found = () => under.another.findMailEvents(RUN)

    test('is nothing at first, and then one record of each kind', async () => {
      expect(await found()).toEqual({})
      await note(DELAYED, DELIVERED, BOUNCED, REJECTED)
      expect(await found()).toEqual({
        delayed: withoutKind(DELAYED),
        delivered: withoutKind(DELIVERED),
        bounced: withoutKind(BOUNCED),
        rejected: withoutKind(REJECTED),
      })
    })

    test('is of one run of one monitor', async () => {
      await note(DELIVERED)
      expect(await under.another.findMailEvents({ ...RUN, monitorId: 'outbox' })).toEqual({})
      expect(await under.another.findMailEvents(lostResult({ scheduledAt: NOON + 60_000 }))).toEqual({})
    })

    test('is the latest of its kind, whole, whichever comes last', async () => {
      const later: MailEvent = { kind: 'delayed', at: DELAYED.at + 1, type: 'General' }
      await note(DELAYED, later, DELAYED)
      expect(await found()).toEqual({ delayed: withoutKind(later) })
    })

    test('is kept as long as results are', async () => {
      await note(DELIVERED)
      await under.clock.advance(399 * DAY)
      expect(await found()).toEqual({ delivered: withoutKind(DELIVERED) })
      await under.clock.advance(2 * DAY)
      expect(await found()).toEqual({})
    })

    longTest('is the same in any order, doubled, and noted at once by two', async () => {
      let run = 0
      const property = fc.asyncProperty(
        fc.array(arbitraryEvent, { maxLength: 6 }),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        async (events, order) => {
          const [straight, mixed] = [run++, run++].map((n) => lostResult({ scheduledAt: NOON + n * 60_000 }))
          if (!straight || !mixed) throw new Error('two runs were made')
          for (const event of events) await under.store.noteMailEvent(straight, event)
          const shuffled = events.map((event, n) => ({ event, place: order[n] ?? 0 }))
          shuffled.sort((a, b) => a.place - b.place)
          await Promise.all(
            [...shuffled, ...shuffled.slice(0, 2)].map(({ event }, n) =>
              (n % 2 ? under.another : under.store).noteMailEvent(mixed, event),
            ),
          )
          const stands = await under.store.findMailEvents(straight)
          expect(await under.another.findMailEvents(mixed)).toEqual(stands)
          for (const kind of ['delayed', 'delivered'] as const) {
            const times = events.filter((event) => event.kind === kind).map(({ at }) => at)
            expect(stands[kind]?.at).toBe(times.length === 0 ? undefined : Math.max(...times))
          }
        },
      )
      await fc.assert(property, { numRuns: 30 })
    })
  })
}

function withoutKind({ kind: _kind, ...told }: MailEvent) {
  return told
}
