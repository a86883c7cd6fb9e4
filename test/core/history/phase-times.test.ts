import { describe, expect, test } from 'vitest'

import { addPhaseTimes, phaseTimesOf } from '../../../shared/core/history/phase-times.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'

const phases = { smtp: { connect: 12.4, submit: 300.5 }, transit: 1200.2, mailbox: { auth: 20 } }

describe('the times of phases', () => {
  test('are count, sum and longest of those that were reached, in whole ms', () => {
    const failed = lostResult({ phases: { smtp: { connect: 30.6 }, mailbox: {} } })
    expect(phaseTimesOf([deliveredResult({ phases }), failed])).toEqual({
      'smtp.connect': { count: 2, sumMs: 43, maxMs: 31 },
      'smtp.submit': { count: 1, sumMs: 301, maxMs: 301 },
      transit: { count: 1, sumMs: 1200, maxMs: 1200 },
      'mailbox.auth': { count: 1, sumMs: 20, maxMs: 20 },
    })
  })

  test.each<[string, Partial<RunResult>]>([
    ['a recheck', { trigger: 'recheck' }],
    ['a run on demand', { trigger: 'on-demand' }],
    ['a run in a maintenance window', { maintenance: true }],
    ['a run of two processes', { warnings: ['taken-over'] }],
  ])('hold nothing of %s', (_kind, change) => {
    expect(phaseTimesOf([deliveredResult({ phases, ...change })])).toEqual({})
  })

  test('of parts add up to those of the whole', () => {
    const results = [deliveredResult({ phases }), lostResult(), deliveredResult()]
    expect(addPhaseTimes(results.map((one) => phaseTimesOf([one])))).toEqual(phaseTimesOf(results))
    expect(addPhaseTimes([])).toEqual({})
  })
})
