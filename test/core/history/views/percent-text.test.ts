import { expect, test } from 'vitest'

import { percentText } from '../../../../shared/core/history/views/percent-text.ts'

test.each([
  { ok: 0, runs: 0, said: '-' },
  { ok: 0, runs: 3, said: '0.00 %' },
  { ok: 2, runs: 3, said: '66.66 %' },
  { ok: 4317, runs: 4320, said: '99.93 %' },
  { ok: 172_799, runs: 172_800, said: '99.99 %' },
  { ok: 1e9 - 1, runs: 1e9, said: '99.99 %' },
  { ok: 1, runs: 1, said: '100 %' },
  { ok: 29, runs: 100, said: '29.00 %' },
  { ok: 57, runs: 100, said: '57.00 %' },
])('$ok of $runs is $said', ({ said, ...counts }) => {
  expect(percentText(counts)).toBe(said)
})
