import { expect, test } from 'vitest'

import { commandIn, isParting } from '../../../shared/core/run/client-lines.ts'

test.each([
  ['EHLO probe.example.net', 'EHLO'],
  ['.', '.'],
  ['A1 CAPABILITY', 'CAPABILITY'],
  ['A12 UID FETCH 1:* (UID)', 'UID FETCH'],
  ['A3 SELECT "INBOX"', 'SELECT'],
])('%s begins %s', (line, command) => {
  expect(commandIn(line)).toBe(command)
})

test.each(['DONE', '<secret>', '', '..', '[842 octets]'])('%j begins none', (line) => {
  expect(commandIn(line)).toBeUndefined()
})

test.each(['QUIT', 'A7 LOGOUT'])('%s takes leave', (line) => {
  expect(isParting(line)).toBe(true)
})

test.each(['RSET', 'A7 NOOP', 'QUITE'])('%s does not', (line) => {
  expect(isParting(line)).toBe(false)
})
