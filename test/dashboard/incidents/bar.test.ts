import { expect, test } from 'vitest'

import { barOf } from '../../../dashboard/incidents/bar.ts'
import { runOf, toldWords, whyWords } from '../../../dashboard/incidents/words.ts'

const axis = { from: 1000, to: 2000 }

test.each([
  ['within it', { from: 1100, to: 1350 }, { start: 10, length: 25 }],
  ['from before it', { from: 0, to: 1500 }, { start: 0, length: 50 }],
  ['beyond it', { from: 1500, to: 9000 }, { start: 50, length: 50 }],
  ['before it', { from: 0, to: 900 }, undefined],
  ['after it', { from: 2000, to: 2100 }, undefined],
  ['for an instant', { from: 1500, to: 1500 }, { start: 50, length: 0 }],
])('a time %s has its bar', (_what, time, bar) => {
  expect(barOf(time, axis)).toEqual(bar)
})

test('who was told is named by topic', () => {
  const told = (topic: string) => ({ topic, alerts: 1, lastAt: '2026-11-24T18:00:00Z' })
  expect([toldWords([]), toldWords([told('alerts'), told('on-call')])]).toEqual([
    'no alert sent',
    'alerts, on-call',
  ])
})

test('flapping is said with the reasons', () => {
  const reasons = [{ reason: 'greylisted' as const, words: 'the server greylists' }]
  expect(whyWords({ reasons })).toBe('the server greylists')
  expect(whyWords({ reasons, flapping: true })).toBe('the server greylists; going up and down')
  expect(whyWords({ reasons: [], flapping: true })).toBe('going up and down')
})

test('a reference names a monitor and a run', () => {
  expect(runOf('shop/20260105T120000Z')).toEqual({ monitorId: 'shop', runId: '20260105T120000Z' })
})
