import { expect, test } from 'vitest'

import { type PhaseEvent, isInTransit, openPhases } from '../../../dashboard/run/live/open-phases.ts'

const event = (
  side: PhaseEvent['side'],
  phase: PhaseEvent['phase'],
  state: PhaseEvent['state'],
  session = 1,
) => ({ side, phase, state, session, ms: 0 }) satisfies PhaseEvent
const names = (events: readonly PhaseEvent[]) =>
  openPhases(events).map(({ side, phase }) => `${side} ${phase}`)

test('a phase is under way from its beginning to its end, one of each side', () => {
  const events = [
    event('smtp', 'connect', 'begun'),
    event('mailbox', 'connect', 'begun'),
    event('smtp', 'connect', 'ended'),
    event('smtp', 'greeting', 'begun'),
  ]
  expect(names(events.slice(0, 1))).toEqual(['smtp connect'])
  expect(names(events.slice(0, 3))).toEqual(['mailbox connect'])
  expect(names(events)).toEqual(['smtp greeting', 'mailbox connect'])
})

test('none is once it broke off', () => {
  expect(names([event('smtp', 'tls', 'begun'), event('smtp', 'tls', 'broken-off')])).toEqual([])
})

test('the end of an earlier session ends nothing in the next', () => {
  const events = [
    event('mailbox', 'search', 'begun', 1),
    event('mailbox', 'connect', 'begun', 2),
    event('mailbox', 'search', 'ended', 1),
  ]
  expect(names(events)).toEqual(['mailbox connect'])
})

test('the message is on its way once it was taken, until it is read', () => {
  const sent = [event('smtp', 'submit', 'begun'), event('smtp', 'submit', 'ended')]
  expect(isInTransit(sent.slice(0, 1))).toBe(false)
  expect(isInTransit(sent)).toBe(true)
  expect(isInTransit([...sent, event('mailbox', 'retrieve', 'ended')])).toBe(false)
})
