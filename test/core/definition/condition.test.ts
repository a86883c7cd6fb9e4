import { expect, test } from 'vitest'

import { conditionOf } from '../../../shared/core/definition/condition.ts'
import { DEFINITION } from '../../support/worlds/run-world.ts'

const NOW = Date.parse('2026-11-24T18:00:00Z')
const LATER = '2026-11-24T19:00:00Z'

test.each([
  ['enabled', {}, { kind: 'enabled' }],
  ['disabled', { enabled: false, pausedUntil: LATER }, { kind: 'disabled' }],
  ['paused', { pausedUntil: LATER }, { kind: 'paused', pausedUntil: Date.parse(LATER) }],
  ['enabled again', { pausedUntil: '2026-11-24T17:00:00Z' }, { kind: 'enabled' }],
])('a row without mistakes is %s', (_what, change, expected) => {
  expect(conditionOf({ ...DEFINITION, ...change }, 'table', NOW)).toEqual({
    ...expected,
    problems: [],
    monitor: expect.objectContaining({ monitorId: 'inbox' }) as unknown,
  })
})

test.each([
  ['enabled', {}, 'enabled'],
  ['disabled', { enabled: false }, 'disabled'],
  ['paused', { pausedUntil: LATER }, 'paused'],
])('a row with mistakes is %s, and has them', (_what, change, kind) => {
  const condition = conditionOf({ ...DEFINITION, timeoutSeconds: 'long', ...change }, 'table', NOW)
  expect(condition).toMatchObject({ kind, problems: [{ path: 'timeoutSeconds' }] })
  expect(condition.monitor).toBeUndefined()
})

test('a row without smtp has a mistake where nobody sends for it', () => {
  const row = { ...DEFINITION, smtp: undefined }
  const found = (builtInSender?: boolean) => conditionOf(row, 'table', NOW, { builtInSender })
  expect(found(false)).toMatchObject({ kind: 'enabled', problems: [{ path: 'smtp' }] })
  expect(found(true).problems).toEqual([])
  expect(found().problems).toEqual([])
})
