import { expect, test } from 'vitest'

import { csvOf } from '../../../dashboard/parts/csv.ts'

test('cells with commas, quotes and line ends are quoted', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['1,2', 'say "no"\r\nplease'],
        [undefined, 3.5],
      ],
    ),
  ).toBe('a,b\r\n"1,2","say ""no""\r\nplease"\r\n,3.5\r\n')
})

test('what somebody wrote is no formula; a number below 0 stays a number', () => {
  expect(csvOf(['a'], [['=HYPERLINK("x")'], ['@sum'], ['-1+2'], [-1]])).toBe(
    'a\r\n"\'=HYPERLINK(""x"")"\r\n\'@sum\r\n\'-1+2\r\n-1\r\n',
  )
})
