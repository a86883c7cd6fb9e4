import { expect, test } from 'vitest'

import { type Measured, timeline } from '../../../dashboard/run/dialogue/timeline.ts'
import { DELIVERED, logOf } from './log-of.ts'

const phases = (log: Parameters<typeof timeline>[0], measured?: Measured) =>
  timeline(log, measured).spans.map(({ key, first, last, ms }) => [key, first, last, ms])

test('lines of both dialogues stand in the order in which they were said', () => {
  const { lines } = timeline(
    logOf('30 smtp.greeting S 220 a\n10 mailbox.greeting S +OK b\n30 smtp.greeting C EHLO c'),
  )
  expect(lines.map(({ index, text }) => [index, text])).toEqual([
    [1, '+OK b'],
    [0, '220 a'],
    [2, 'EHLO c'],
  ])
})

test('a session begins where a dialogue connects once more, and not at each line of it', () => {
  const { lines } = timeline(DELIVERED)
  const looks = lines.filter(({ dialogue }) => dialogue === 'mailbox').map(({ session }) => session)
  expect(looks).toEqual([1, 1, 2, 2, 3, 3, 3, 3, 3])
})

test('a phase lasts from the end of the one before it, in its own dialogue', () => {
  expect(phases(DELIVERED).slice(0, 3)).toEqual([
    ['smtp.connect', 2, 2, 0],
    ['smtp.greeting', 3, 3, 100],
    ['smtp.submit', 4, 7, 35],
  ])
})

test('what was measured is told in place of what the times of lines tell', () => {
  const measured = { smtp: { greeting: 101.5 }, mailbox: { connect: 3, search: 7 } }
  const told = phases(DELIVERED, measured)
  expect(told).toContainEqual(['smtp.greeting', 3, 3, 101.5])
  // Opening is measured of the first session, the search of the last.
  expect(told.filter(([key]) => key === 'mailbox.connect').map(([, , , ms]) => ms)).toEqual([3, 0, 0])
  expect(told.filter(([key]) => key === 'mailbox.search').map(([, , , ms]) => ms)).toEqual([10, 10, 7])
})

test('transit lasts from the end of sending until the message is read', () => {
  expect(phases(DELIVERED, { transit: 3810 })).toContainEqual(['transit', 8, 12, 3810])
})

test('of a lost message it lasts to the end', () => {
  const lost = DELIVERED.slice(0, 10)
  const [span] = timeline(lost, { isLost: true }).spans.filter(({ key }) => key === 'transit')
  expect(span).toMatchObject({ name: 'not seen', first: 8, last: 9, ms: 745 })
})

test('a log without a line has nothing to draw', () => {
  expect(timeline([])).toEqual({ lines: [], spans: [] })
})
