import { expect, test } from 'vitest'

import { runIdOf } from '../../../shared/core/identity/run-key.ts'
import {
  currentRunId,
  dayOfRunId,
  digestIn,
  formerRunId,
  isRunId,
  runName,
  scheduledAtOf,
} from '../../../shared/core/run/run-id.ts'
import type { RunRequest } from '../../../shared/core/run/run.ts'

const request: RunRequest = {
  monitorId: 'inbox',
  location: 'us-east-1',
  scheduledAt: Date.UTC(2026, 10, 23, 22, 48),
  trigger: 'schedule',
}
/** As it was spelled at first. */
const FORMER = '2026-11-23T22:48:00.000Z#us-east-1#schedule#98bc467bbcf5'

test('the same request is the same run', () => {
  expect(runIdOf(request)).toBe(runIdOf({ ...request }))
  expect(runIdOf(request)).toMatch(/^20261123T224800Z_us-east-1_schedule_[0-9a-f]{12}$/)
})

test.each([
  ['monitor', { monitorId: 'outbox' }],
  ['location', { location: 'eu-west-1' }],
  ['scheduled time', { scheduledAt: request.scheduledAt + 60_000 }],
  ['millisecond', { scheduledAt: request.scheduledAt + 1 }],
  ['trigger', { trigger: 'recheck' }],
  ['request', { requestId: 'again' }],
] as const)('another %s is another run', (_what, change) => {
  expect(digestIn(runIdOf({ ...request, ...change }))).not.toBe(digestIn(runIdOf(request)))
})

test('ids sort by scheduled time, to the millisecond, whatever stands behind it', () => {
  const times = [0, 0.001, 0.25, 0.999, 1, 59, 60, 3600, 86_400].map((s) => request.scheduledAt + s * 1000)
  const triggers = ['schedule', 'recheck', 'on-demand'] as const
  const ids = times.map((scheduledAt, n) => {
    return runIdOf({ ...request, scheduledAt, trigger: triggers[n % 3] ?? 'schedule' })
  })
  expect([...ids].sort()).toEqual(ids)
})

test('a run can be named in a shell and in an address without quotes', () => {
  const recheck = { ...request, scheduledAt: request.scheduledAt + 412, trigger: 'recheck' } as const
  for (const runId of [runIdOf(request), runIdOf(recheck)]) {
    const name = runName({ monitorId: 'inbox', runId })
    expect(encodeURI(name)).toBe(name)
    expect(name).toMatch(/^inbox\/[\w-]+$/)
  }
})

test('a run has the same digits however its id is spelled, and one spelling is made of the other', () => {
  const runId = runIdOf(request)
  expect(formerRunId(runId)).toBe(FORMER)
  expect(currentRunId(FORMER)).toBe(runId)
  for (const again of [formerRunId(FORMER), currentRunId(runId)]) expect([FORMER, runId]).toContain(again)
  const recheck = runIdOf({ ...request, scheduledAt: request.scheduledAt + 412, trigger: 'recheck' })
  expect(currentRunId(formerRunId(recheck))).toBe(recheck)
})

test.each([
  ['today', runIdOf(request)],
  ['at first', FORMER],
])('what stands in an id as it is spelled %s can be read back', (_when, runId) => {
  expect(isRunId(runId)).toBe(true)
  expect(scheduledAtOf(runId)).toBe(request.scheduledAt)
  expect(dayOfRunId(runId)).toBe('2026-11-23')
  expect(digestIn(runId)).toBe('98bc467bbcf5')
})

test.each([
  '',
  'yesterday#local',
  'yesterday_local',
  FORMER.replace('11-23', '99-23'),
  '20269923T224800Z_a_b_c',
])('nothing is read from %j', (text) => {
  expect(isRunId(text)).toBe(false)
  expect(scheduledAtOf(text)).toBeUndefined()
})
