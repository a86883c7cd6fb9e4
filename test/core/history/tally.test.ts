import { describe, expect, test } from 'vitest'

import { roundTripTimes } from '../../../shared/core/history/round-trip-times.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { NO_RUNS, addTallies, tallyOf } from '../../../shared/core/history/tally.ts'
import { figuresOf } from '../../../shared/core/history/views/figures.ts'
import { NOON, deliveredResult, lostResult as warnedResult } from '../../contracts/run-fixtures.ts'

const LOST = 'message-not-delivered'

function lostResult(change: Partial<RunResult> = {}): RunResult {
  return warnedResult({ warnings: [], ...change })
}

const inconclusive = lostResult({ outcome: 'inconclusive', status: 90, reason: 'secret-not-found' })
const rejected = lostResult({ outcome: 'failed', status: 3, reason: 'recipient-rejected' })
const late = lostResult({ lateArrival: { seenAt: NOON, delayMs: 400_000 } })

const CASES: { kind: string; results: RunResult[]; expected: object }[] = [
  { kind: 'no runs', results: [], expected: NO_RUNS },
  {
    kind: 'runs that came back',
    results: [deliveredResult({ roundTripMs: 100 }), deliveredResult({ roundTripMs: 250 })],
    expected: {
      runs: { 0: 2 },
      rechecks: {},
      maintenance: 0,
      lost: 0,
      late: 0,
      roundTripMs: roundTripTimes([100, 250]),
    },
  },
  {
    kind: 'failures by status, and what was inconclusive',
    results: [lostResult(), lostResult(), rejected, inconclusive],
    expected: {
      runs: { 2: 2, 3: 1, 90: 1 },
      rechecks: {},
      maintenance: 0,
      lost: 2,
      late: 0,
      reasons: { [LOST]: 2, 'recipient-rejected': 1, 'secret-not-found': 1 },
    },
  },
  {
    kind: 'late arrivals, which stay failures, apart from lost messages',
    results: [late, late, lostResult()],
    expected: { runs: { 2: 3 }, rechecks: {}, maintenance: 0, lost: 1, late: 2, reasons: { [LOST]: 3 } },
  },
  {
    kind: 'as lost no other failure of the same status',
    results: [lostResult({ outcome: 'failed', reason: 'mailbox-login-refused' })],
    expected: {
      runs: { 2: 1 },
      rechecks: {},
      maintenance: 0,
      lost: 0,
      late: 0,
      reasons: { 'mailbox-login-refused': 1 },
    },
  },
  {
    kind: 'messages that bounced as lost, or late where they came all the same',
    results: [
      lostResult({ status: 3, reason: 'message-bounced' }),
      { ...late, status: 3, reason: 'message-bounced' },
    ],
    expected: {
      ...{ runs: { 3: 2 }, rechecks: {}, maintenance: 0, lost: 1, late: 1 },
      reasons: { 'message-bounced': 2 },
    },
  },
  {
    kind: 'as neither lost nor late what counts as no failure, or not at all',
    results: [
      lostResult({ warnings: ['recheck-passed'] }),
      { ...late, warnings: ['recheck-passed'] },
      { ...late, maintenance: true },
    ],
    expected: {
      runs: { 0: 2 },
      rechecks: {},
      maintenance: 1,
      lost: 0,
      late: 0,
      warnings: { 'recheck-passed': 2 },
    },
  },
  {
    kind: 'runs that did not try a refused login apart, in no availability',
    results: [
      lostResult(),
      lostResult({ outcome: 'failed', reason: 'mailbox-login-refused', tried: false }),
      lostResult({ outcome: 'failed', reason: 'mailbox-login-refused', tried: false, trigger: 'recheck' }),
      lostResult({ outcome: 'failed', reason: 'mailbox-login-refused', tried: false, maintenance: true }),
    ],
    expected: {
      runs: { 2: 1 },
      rechecks: {},
      maintenance: 1,
      lost: 1,
      late: 0,
      untried: 2,
      reasons: { [LOST]: 1 },
    },
  },
  {
    kind: 'slow runs among those that delivered',
    results: [
      deliveredResult({ slow: ['roundTrip'] }),
      deliveredResult(),
      lostResult({ slow: ['smtp.connect'] }),
      deliveredResult({ slow: ['roundTrip'], trigger: 'recheck' }),
    ],
    expected: {
      runs: { 0: 2, 2: 1 },
      rechecks: { 0: 1 },
      maintenance: 0,
      lost: 1,
      late: 0,
      slow: 1,
      reasons: { [LOST]: 1 },
      roundTripMs: roundTripTimes([1510.5, 1510.5]),
    },
  },
  {
    kind: 'rechecks apart, without their round trips',
    results: [
      lostResult(),
      deliveredResult({ trigger: 'recheck' }),
      lostResult({ trigger: 'recheck', lateArrival: { seenAt: NOON, delayMs: 1 } }),
    ],
    expected: {
      runs: { 2: 1 },
      rechecks: { 0: 1, 2: 1 },
      maintenance: 0,
      lost: 1,
      late: 0,
      reasons: { [LOST]: 1 },
    },
  },
  {
    kind: 'nothing of runs on demand',
    results: [deliveredResult({ trigger: 'on-demand' }), lostResult({ trigger: 'on-demand' })],
    expected: NO_RUNS,
  },
  {
    kind: 'no round trip that was taken across two processes, nor one that is unknown',
    results: [deliveredResult({ warnings: ['taken-over'] }), lostResult({ status: 0, outcome: 'delivered' })],
    expected: {
      runs: { 0: 2 },
      rechecks: {},
      maintenance: 0,
      lost: 0,
      late: 0,
      warnings: { 'taken-over': 1 },
    },
  },
  {
    kind: 'warnings by name, of runs of the schedule alone',
    results: [
      lostResult({ warnings: ['leftovers-swept', 'mailbox-waited-for'] }),
      lostResult({
        warnings: ['leftovers-swept'],
        status: 90,
        outcome: 'inconclusive',
        reason: 'run-too-late',
      }),
      deliveredResult({ warnings: ['duplicate'], trigger: 'recheck' }),
      deliveredResult({ warnings: ['duplicate'], maintenance: true }),
    ],
    expected: {
      runs: { 2: 1, 90: 1 },
      rechecks: { 0: 1 },
      maintenance: 1,
      lost: 1,
      late: 0,
      reasons: { [LOST]: 1, 'run-too-late': 1 },
      warnings: { 'leftovers-swept': 2, 'mailbox-waited-for': 1 },
    },
  },
]

describe('a tally', () => {
  test.each(CASES)('counts $kind', ({ results, expected }) => {
    expect(tallyOf(results)).toEqual(expected)
  })

  test('added to others is that of all their results', () => {
    const parts = CASES.map(({ results }) => results)
    expect(addTallies(parts.map(tallyOf))).toEqual(tallyOf(parts.flat()))
    expect(addTallies([])).toEqual(NO_RUNS)
  })
})

describe('availability', () => {
  test.each([
    { kind: 'nothing but OK', runs: { 0: 144 }, expected: 1 },
    { kind: 'one failure of four', runs: { 0: 3, 2: 1 }, expected: 0.75 },
    { kind: 'failures of several statuses', runs: { 0: 5, 1: 1, 2: 1, 3: 1, 6: 1, 51: 1 }, expected: 0.5 },
    { kind: 'inconclusive runs beside', runs: { 0: 3, 2: 1, 90: 100 }, expected: 0.75 },
    { kind: 'nothing but failures', runs: { 2: 4 }, expected: 0 },
    { kind: 'nothing conclusive', runs: { 90: 4 }, expected: undefined },
    { kind: 'no runs', runs: {}, expected: undefined },
  ])('of $kind is $expected, whatever the rechecks', ({ runs, expected }) => {
    expect(figuresOf({ ...NO_RUNS, runs, rechecks: { 0: 2, 2: 5 } }).availability).toBe(expected)
  })
})
