import { expect, test } from 'vitest'

import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import { scheduledAtOf } from '../../../shared/core/run/run-id.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'

const request: RunRequest = {
  monitorId: 'inbox',
  location: 'us-east-1',
  scheduledAt: Date.UTC(2026, 10, 23, 22, 48),
  trigger: 'schedule',
}

test('the same request is the same run', () => {
  expect(runIdOf(request)).toBe(runIdOf({ ...request }))
  expect(runIdOf(request)).toMatch(/^2026-11-23T22:48:00\.000Z#us-east-1#schedule#[0-9a-f]{12}$/)
})

test.each([
  ['monitor', { monitorId: 'outbox' }],
  ['location', { location: 'eu-west-1' }],
  ['scheduled time', { scheduledAt: request.scheduledAt + 60_000 }],
  ['trigger', { trigger: 'recheck' }],
  ['request', { requestId: 'again' }],
] as const)('another %s is another run', (_what, change) => {
  expect(runIdOf({ ...request, ...change })).not.toBe(runIdOf(request))
})

test('ids sort by scheduled time', () => {
  const times = [0, 1, 59, 60, 3600, 86_400].map((s) => request.scheduledAt + s * 1000)
  const ids = times.map((scheduledAt) => runIdOf({ ...request, scheduledAt }))
  expect([...ids].sort()).toEqual(ids)
})

test('the scheduled time can be read back, and from nothing else', () => {
  expect(scheduledAtOf(runIdOf(request))).toBe(request.scheduledAt)
  expect(scheduledAtOf('yesterday#local')).toBeUndefined()
  expect(scheduledAtOf('')).toBeUndefined()
})
