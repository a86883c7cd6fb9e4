import { expect, test } from 'vitest'

import { readInstant } from '../../../../shared/core/definition/fields/instant.ts'

test.each([
  ['2026-11-24T18:00:00Z', '2026-11-24T18:00:00.000Z'],
  ['2026-11-24T18:00Z', '2026-11-24T18:00:00.000Z'],
  ['2026-11-24T19:00:00.5+01:00', '2026-11-24T18:00:00.500Z'],
  ['2024-02-29T00:00:00-09:30', '2024-02-29T09:30:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
])('%s is an instant', (written, iso) => {
  expect(readInstant(written)).toEqual({ ok: true, value: Date.parse(iso) })
})

test.each([
  ['no zone', '2026-11-24T18:00:00'],
  ['a day alone', '2026-11-24'],
  ['no such day', '2026-02-30T00:00:00Z'],
  ['no such month', '2026-13-01T00:00:00Z'],
  ['no such hour', '2026-11-24T24:00:00Z'],
  ['no such minute', '2026-11-24T18:60Z'],
  ['no such zone', '2026-11-24T18:00:00+25:00'],
  ['words', 'tomorrow'],
  ['a number', 1_800_000_000],
  ['nothing', undefined],
])('%s is none: %s', (_what, written) => {
  expect(readInstant(written)).toEqual({
    ok: false,
    message: expect.stringMatching(
      /^expected an instant with its zone, as \S+Z or \S+\+01:00, got /,
    ) as string,
  })
})
