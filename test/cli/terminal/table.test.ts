import { stripVTControlCharacters } from 'node:util'

import { describe, expect, test } from 'vitest'

import { printTable } from '../../../cli/terminal/table.ts'
import type { Words } from '../../../cli/terminal/words.ts'

const ROWS: Words[][] = [
  [{ text: 'down', colour: 'red' }, 'shop', 'the mailbox server refuses connections'],
  ['up', 'a-longer-name', ''],
]

const NAMES = ['health', 'monitor', 'why'].map((name) => ({ name }))

function printed(screen: { isTerminal: boolean; columns?: number; hasColours?: boolean }, rows = ROWS) {
  let out = ''
  const write = (text: string) => void (out += text)
  printTable({ columns: 80, write, raw: write, ...screen }, NAMES, rows)
  return out
}

describe('a person', () => {
  test('gets columns under their names', () => {
    expect(printed({ isTerminal: true })).toBe(
      [
        'health  monitor        why',
        'down    shop           the mailbox server refuses connections',
        'up      a-longer-name',
        '',
      ].join('\n'),
    )
  })

  test.each([60, 48, 40])('gets a table that fits %d characters', (columns) => {
    const lines = printed({ isTerminal: true, columns }).trimEnd().split('\n')
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
    expect(lines[1]).toMatch(/^down +shop .*the mailbox/)
  })

  test('has the widest column cut first', () => {
    expect(printed({ isTerminal: true, columns: 40 }).split('\n')[1]).toBe(
      'down    shop           the mailbox serv…',
    )
  })

  test('sees colours that only repeat words', () => {
    const out = printed({ isTerminal: true, hasColours: true })
    expect(out).toContain('\x1b[31mdown\x1b[0m    shop')
    expect(stripVTControlCharacters(out)).toBe(printed({ isTerminal: true }))
  })
})

test('a pipe gets whole cells parted by tabs, without names and colours', () => {
  expect(printed({ isTerminal: false, columns: 40, hasColours: true })).toBe(
    'down\tshop\tthe mailbox server refuses connections\nup\ta-longer-name\t\n',
  )
})

test.each([true, false])('no cell steers the terminal or adds a column, terminal: %s', (isTerminal) => {
  const out = printed({ isTerminal }, [['a\tb', '\x1b[2J', 'c\nd']])
  expect(out).toContain('a\\x09b')
  expect(out).toContain('\\x1b[2J')
  expect(out).toContain('c\\x0ad')
})
