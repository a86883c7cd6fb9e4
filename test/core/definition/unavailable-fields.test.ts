import { describe, expect, test } from 'vitest'

import { type Change, SHORT, mistakes } from './short-definition.ts'

describe('what is not available yet is refused, never ignored', () => {
  test.each<[string, Change, string]>([
    ['an address beyond ASCII', { emailAddress: 'jürgen@example.com' }, 'emailAddress'],
    ['a domain beyond ASCII', { emailAddress: 'probe@exämple.com' }, 'emailAddress'],
    ['a message of its own', { message: { subject: 'x' } }, 'message'],
    ['an expected refusal', { expect: '550' }, 'expect'],
  ])('%s', (_what, change, path) => {
    for (const source of ['stack', 'table', 'file'] as const) {
      const lines = mistakes({ ...SHORT, ...change }, source)
      expect(lines).toHaveLength(1)
      expect(lines[0]).toMatch(/not available yet/)
      expect(lines[0]?.split(': ')[0]).toBe(path)
    }
  })

  test.each(['pausedUntil', 'maintenance'])('%s, and a stack file is told where it belongs', (field) => {
    const definition = { ...SHORT, [field]: '2026-11-24T00:00:00Z' }
    expect(mistakes(definition, 'stack')).toEqual([
      expect.stringMatching(/^\w+: does not belong in the stack file but in .* Monitors table/),
    ])
  })
})
