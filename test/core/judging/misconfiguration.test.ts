import { expect, test } from 'vitest'

import { emptyState } from '../../../shared/core/judging/evaluate.ts'
import { misconfigured, wellConfigured } from '../../../shared/core/judging/misconfiguration.ts'
import type { Problem } from '../../../shared/core/definition/monitor.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const MISTAKES: Problem[] = [
  { path: 'timeoutSeconds', message: 'expected 5 to 300, got 3' },
  { path: 'mailbox.server', message: 'expected a server, got nothing' },
]

test('a row with mistakes shows them all, and is told once to the alert topic', () => {
  const state = misconfigured(emptyState('inbox'), MISTAKES, NOON)
  expect(state.misconfigured).toEqual({ since: NOON, problems: MISTAKES })
  expect(state.owed).toMatchObject([
    { transition: 'misconfigured', topic: 'alerts', monitorId: 'inbox', since: NOON, problems: MISTAKES },
  ])
})

test('the same mistakes again change nothing', () => {
  const state = misconfigured(emptyState('inbox'), MISTAKES, NOON)
  expect(misconfigured(state, structuredClone(MISTAKES), NOON + 1)).toBe(state)
})

test('other mistakes are shown and not told again', () => {
  const first = misconfigured(emptyState('inbox'), MISTAKES, NOON)
  const state = misconfigured(first, MISTAKES.slice(1), NOON + 1)
  expect(state.misconfigured).toEqual({ since: NOON, problems: MISTAKES.slice(1) })
  expect(state.owed).toEqual(first.owed)
})

test('a mended row is forgotten to have been broken, and a later mistake is told anew', () => {
  const mended = wellConfigured(misconfigured(emptyState('inbox'), MISTAKES, NOON))
  expect(mended).not.toHaveProperty('misconfigured')
  const again = misconfigured(mended, MISTAKES, NOON + 5)
  expect(new Set(again.owed.map(({ alertId }) => alertId)).size).toBe(2)
})

test('a row that never was broken stays the same object', () => {
  const state = emptyState('inbox')
  expect(wellConfigured(state)).toBe(state)
})

test('of thousands of mistakes 49 are kept and the rest counted', () => {
  const many = Array.from({ length: 3000 }, (_, n) => ({ path: `x${n}`, message: 'there is no such field' }))
  const { problems } = misconfigured(emptyState('inbox'), many, NOON).misconfigured ?? { problems: [] }
  expect(problems).toHaveLength(50)
  expect(problems.at(-1)).toEqual({ path: '', message: 'and 2951 more mistakes' })
})
