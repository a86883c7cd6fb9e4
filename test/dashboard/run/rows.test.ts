import { expect, test } from 'vitest'

import { type Row, rowsOf, unfolded } from '../../../dashboard/run/dialogue/rows.ts'
import { placesOf } from '../../../dashboard/run/dialogue/scale.ts'
import { timeline } from '../../../dashboard/run/dialogue/timeline.ts'
import { DELIVERED, logOf } from './log-of.ts'

const shown = (rows: readonly Row[]) =>
  rows.map((row) => {
    if (row.kind === 'line') return row.line.text
    return row.kind === 'pause' ? `… ${row.ms} ms` : `… ${row.ms} ms, ${row.looks} looks`
  })

const look = (at: number, found = 0) => `
  ${at} mailbox.connect - connected
  ${at + 10} mailbox.search S +OK ${found} messages`
const WAITING = logOf(`
  ${look(0)}
  100 smtp.submit S 250 queued
  ${[1000, 2000, 4500].map((at) => look(at)).join('')}
  100 run - between`)

test('looks that found nothing are folded, but for the first and the last', () => {
  const drawn = timeline(
    logOf(
      [look(0), '100 smtp.submit S 250 queued', ...[1000, 2000, 4500, 5000].map((at) => look(at))].join('\n'),
    ),
  )
  expect(shown(rowsOf(drawn))).toEqual([
    'connected',
    '+OK 0 messages',
    '250 queued',
    '… 4900 ms, 3 looks',
    'connected',
    '+OK 0 messages',
  ])
})

test('a look in which the message was read is not folded', () => {
  const drawn = timeline(
    logOf(`${look(0)}\n${look(1000, 1)}\n1020 mailbox.retrieve C TOP 1 0\n${look(2000)}`),
  )
  expect(rowsOf(drawn).every(({ kind }) => kind === 'line')).toBe(true)
})

test('neither is one that holds the line that decided', () => {
  const kept = WAITING.findIndex(({ atMs, dialogue }) => atMs === 1010 && dialogue === 'mailbox')
  const texts = shown(rowsOf(timeline(WAITING), new Set([kept])))
  expect(texts).toContain('… 3490 ms, 1 looks')
})

test('waits of one IMAP session that brought nothing are folded like looks', () => {
  const wait = (at: number) => `
    ${at} mailbox.search C A${at} IDLE
    ${at + 10} mailbox.search S + idling
    ${at + 900} mailbox.search C DONE
    ${at + 910} mailbox.search S A${at} OK no longer idle`
  const found = `
    5000 mailbox.search S [1 message]
    5010 mailbox.retrieve S [1 message, 653 octets]`
  const drawn = timeline(
    logOf(`0 mailbox.connect - connected\n${[1000, 2000, 3000, 4000].map(wait).join('')}\n${found}`),
  )
  expect(shown(rowsOf(drawn))).toEqual([
    'connected',
    '… 4000 ms, 3 looks',
    ...['A4000 IDLE', '+ idling', 'DONE', 'A4000 OK no longer idle'],
    ...['[1 message]', '[1 message, 653 octets]'],
  ])
})

test('a pause of more than 2 s is folded, and told', () => {
  const drawn = timeline(
    logOf('0 smtp.greeting S 220 a\n2000 smtp.greeting C EHLO b\n4001 smtp.greeting S 250 c'),
  )
  expect(shown(rowsOf(drawn))).toEqual(['220 a', 'EHLO b', '… 2001 ms', '250 c'])
})

test('folded looks can be opened where they stand', () => {
  const { lines, ...drawn } = timeline(WAITING)
  const rows = rowsOf({ lines, ...drawn })
  expect(unfolded(rows, lines, () => false)).toEqual(rows)
  expect(unfolded(rows, lines, () => true).filter(({ kind }) => kind === 'line')).toHaveLength(lines.length)
})

test('across, time is true between folds, and a fold is as wide whatever it hides', () => {
  const log = (gap: number) =>
    timeline(
      logOf(
        `0 smtp.greeting S a\n100 smtp.greeting S b\n${100 + gap} smtp.submit S c\n${200 + gap} smtp.submit S d`,
      ),
    )
  const places = [3_000, 60_000].map((gap) => placesOf(log(gap), rowsOf(log(gap))))
  expect(places[0]).toEqual(places[1])
  const [first, second, third, last] = places[0] ?? []
  expect([first, last]).toEqual([0, 1])
  expect((second ?? 0) - (first ?? 0)).toBeCloseTo((last ?? 0) - (third ?? 0))
})

test('every line has its place across, from left to right', () => {
  const drawn = timeline(DELIVERED)
  const places = placesOf(drawn, rowsOf(drawn))
  expect(places).toHaveLength(DELIVERED.length)
  expect(places.every((place, at) => place >= (places[at - 1] ?? 0) && place <= 1)).toBe(true)
})
