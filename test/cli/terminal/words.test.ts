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
