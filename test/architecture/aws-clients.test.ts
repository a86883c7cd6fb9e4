import { expect, test } from 'vitest'

import { codeOf, product } from './source-files.ts'

test('every client of AWS is made by clientInTime: one made otherwise waits for ever for an answer that drips', () => {
  const made = product.flatMap((file) =>
    [...codeOf(file).matchAll(/\bnew \w+Client\(/g)].map(([found]) => `${file.path}: ${found}`),
  )
  expect(made).toEqual([])
})
