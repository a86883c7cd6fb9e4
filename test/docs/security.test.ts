import { existsSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { ROOT } from '../support/project.ts'

const rows = readFileSync(`${ROOT}/docs/security.md`, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what |'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

test('the page has its rows', () => {
  expect(rows.length).toBeGreaterThan(5)
})

test.each(rows.map((row) => [row[1], row] as const))(
  'the row of "%s" says from whom, by what, and which test shows it',
  (_what, row) => {
    const [, what, whom, how, , shown = ''] = row
    expect([what, whom, how]).not.toContain('')
    expect(row).toHaveLength(7)
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
    expect(files).not.toEqual([])
    expect(files.filter((file) => !existsSync(`${ROOT}/${file}`))).toEqual([])
  },
)
