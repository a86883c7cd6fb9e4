import { expect, test } from 'vitest'

import { clockDay, clockMinute, clockTime } from '../../../cli/terminal/clock-words.ts'
import { writeHeading, writeLine } from '../../../cli/terminal/words.ts'

function screen(change: { isTerminal?: boolean; hasColours?: boolean } = {}) {
  const said = { text: '' }
  const write = (text: string) => void (said.text += text)
  return { said, out: { write, raw: write, isTerminal: true, columns: 80, ...change } }
}

test('a line has colours where there are some, and no word of it steers the terminal', () => {
  const { said, out } = screen({ hasColours: true })
  writeLine(out, { text: 'down', colour: 'red' }, ' shop\x1b[2J\n')
  expect(said.text).toBe('\x1b[31mdown\x1b[0m shop\\x1b[2J\\x0a\n')
})

test('a person gets a heading, and a pipe none', () => {
  const person = screen()
  writeHeading(person.out, 'local mode in .data')
  expect(person.said.text).toBe('local mode in .data\n')
  const pipe = screen({ isTerminal: false })
  writeHeading(pipe.out, 'local mode in .data')
  expect(pipe.said.text).toBe('')
})

test('clocks show an instant by the zone of the screen', () => {
  const at = Date.parse('2026-11-05T23:30:05Z')
  expect(clockTime(at, 'Europe/Berlin')).toBe('2026-11-06 00:30:05')
  expect(clockDay(at, 'UTC')).toBe('2026-11-05')
  expect(clockMinute(at, 'Asia/Kolkata')).toBe('05:00')
})

test.each([
  ['2026-10-25T00:10:02Z', 'Europe/Berlin', '2026-10-25 02:10:02 +02:00'],
  ['2026-10-25T01:10:02Z', 'Europe/Berlin', '2026-10-25 02:10:02 +01:00'],
  ['2026-10-25T22:59:59Z', 'Europe/Berlin', '2026-10-25 23:59:59 +01:00'],
  ['2026-10-25T23:00:00Z', 'Europe/Berlin', '2026-10-26 00:00:00'],
  ['2026-10-24T21:59:59.999Z', 'Europe/Berlin', '2026-10-24 23:59:59'],
  ['2026-03-29T12:00:00Z', 'Europe/Berlin', '2026-03-29 14:00:00 +02:00'],
  ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01 01:30:00 -04:00'],
  ['2026-04-04T15:15:00Z', 'Australia/Lord_Howe', '2026-04-05 01:45:00 +10:30'],
  ['2026-10-25T01:10:02Z', 'UTC', '2026-10-25 01:10:02'],
])('%s in %s is %s: with its offset where clocks change that day', (at, zone, words) => {
  expect(clockTime(Date.parse(at), zone)).toBe(words)
})
