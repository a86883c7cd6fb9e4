import { expect, test } from 'vitest'

import {
  type TestProgress,
  type TestRefusal,
  progressWords,
  refusalWords,
} from '../../../../shared/core/history/views/test-words.ts'
import { MINUTE, SECOND } from '../../../../shared/core/time/units.ts'

const NOON = Date.UTC(2026, 0, 5, 12)
const aws = { location: 'eu-west-1' }
const local = { location: 'local' }
const running = { state: 'running', lastedMs: 4 * SECOND, leftMs: 55_200, isLeft: false } as const

test.each<[TestProgress, string]>([
  [{ state: 'waiting', ...aws, waitedMs: 9999 }, 'Waiting for the run to begin at eu-west-1.'],
  [
    { state: 'waiting', ...aws, waitedMs: 10 * SECOND },
    'The run has not begun after 10.0 s. The probe at eu-west-1 may be throttled; AWS tries for 5 minutes.',
  ],
  [{ state: 'waiting', ...local, waitedMs: 0 }, 'Waiting for the run to begin.'],
  [
    { state: 'waiting', ...local, waitedMs: 2 * MINUTE },
    'The run has not begun after 2 min. npm start may have been stopped.',
  ],
  [{ ...running, ...aws }, 'The run began 4.0 s ago and waits 56 s more at most.'],
  [{ ...running, ...aws, leftMs: -1 }, 'The time of the run is over; its result is being stored.'],
  [
    { ...running, ...aws, isLeft: true },
    'The process that made the run ended before it had a result; another one takes over within two minutes.',
  ],
  [
    { ...running, ...local, isLeft: true },
    'The process that made the run ended before it had a result; npm start takes it over.',
  ],
  [
    { state: 'not-started', ...aws, why: 'no-answer' },
    'The run did not begin within 5 minutes. No test message was sent. The probe at eu-west-1 may be throttled ' +
      "(the account's concurrency limit), or the clock of the machine that asked may be ahead: test again.",
  ],
  [
    { state: 'not-started', ...local, why: 'no-answer' },
    'The run did not begin within 5 minutes. No test message was sent. npm start may have been stopped: start it, then ' +
      'test again.',
  ],
  [
    { state: 'not-started', ...aws, why: 'removed' },
    'The monitor was removed before the run began. No test message was sent.',
  ],
])('of %o it is said how it goes', (progress, words) => {
  expect(progressWords(progress)).toBe(words)
})

test.each<[TestRefusal, string]>([
  [
    { kind: 'paused', until: NOON + 90 * MINUTE },
    'the monitor is paused until 14:30 Berlin time: resume it first, or test it from here with roundtrip check',
  ],
  [{ kind: 'paused' }, 'the monitor is paused: resume it first, or test it from here with roundtrip check'],
  [
    { kind: 'disabled' },
    'the monitor is disabled (enabled: false): enable it first, or test it from here with roundtrip check',
  ],
  [
    { kind: 'no-location', location: 'mars\u202e', locations: ['eu-west-1', 'berlin'] },
    'there is no location mars\\u{202e}, only: eu-west-1, berlin',
  ],
  [{ kind: 'mistakes', mistakes: 1 }, 'the definition has a mistake, so that nothing can be tested'],
  [{ kind: 'mistakes', mistakes: 3 }, 'the definition has 3 mistakes, so that nothing can be tested'],
])('of %o it is said why nothing is tested', (refusal, words) => {
  expect(refusalWords(refusal, { now: NOON, zone: 'Europe/Berlin' })).toBe(words)
})
