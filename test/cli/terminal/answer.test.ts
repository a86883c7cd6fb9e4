import { expect, test } from 'vitest'

import { printJson } from '../../../cli/terminal/answer.ts'

test('instants are ISO 8601, spans stay ms, what is not known is absent', () => {
  let out = ''
  const at = Date.parse('2026-11-05T12:00:00Z')
  printJson({ write: (text) => void (out += text), isTerminal: true, columns: 80 }, 'roundtrip.runs/1', {
    from: at,
    until: undefined,
    runs: [{ startedAt: at, since: at, roundTripMs: 1500, format: 3, status: 0, detail: '\u202e' }],
  })
  expect(JSON.parse(out)).toEqual({
    schema: 'roundtrip.runs/1',
    from: '2026-11-05T12:00:00.000Z',
    runs: [
      {
        startedAt: '2026-11-05T12:00:00.000Z',
        since: '2026-11-05T12:00:00.000Z',
        roundTripMs: 1500,
        format: 3,
        status: 0,
        detail: '\u202e',
      },
    ],
  })
  expect(out).toContain('\\u202e')
})
