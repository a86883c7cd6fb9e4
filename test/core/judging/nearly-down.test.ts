import { expect, test } from 'vitest'

import type { AlertPolicy } from '../../../shared/core/definition/monitor.ts'
import { DEFAULT_POLICY } from '../../../shared/core/definition/policies.ts'
import { emptyState, evaluate } from '../../../shared/core/judging/evaluate.ts'
import { nearlyDown } from '../../../shared/core/judging/nearly-down.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'

function near(results: readonly RunResult[], ...policies: Partial<AlertPolicy>[]) {
  const criteria = { policies: policies.map((policy) => ({ ...DEFAULT_POLICY, ...policy })) }
  const found = nearlyDown(evaluate(emptyState('inbox'), results, criteria), criteria, NOON)
  return found && `${found.runs} of ${found.of}${found.awaitsRecheck ? ', rechecked' : ''}`
}

const lost = (minutes: number, location = 'local') =>
  lostResult({ scheduledAt: NOON + minutes * MINUTE, location })

test.each([
  { what: 'nothing fails', results: [deliveredResult()], policies: [{ afterFailures: 3 }], near: undefined },
  { what: 'one of three', results: [lost(0)], policies: [{ afterFailures: 3 }], near: '1 of 3' },
  { what: 'two in a row', results: [lost(0), lost(1)], policies: [{ afterFailures: 3 }], near: '2 of 3' },
  {
    what: 'the policy that is nearest counts, though it tells nobody',
    results: [lost(0)],
    policies: [{ afterFailures: 9 }, { afterFailures: 2, onError: false }],
    near: '1 of 2',
  },
  {
    what: 'at two locations at once, each run of both counts',
    results: [lost(0, 'berlin'), lost(1, 'berlin'), lost(2, 'berlin'), lost(2)],
    policies: [{ afterFailures: 2, minLocations: 2 }],
    near: '3 of 4',
  },
  { what: 'an incident is no longer near', results: [lost(0)], policies: [{}], near: undefined },
  { what: 'a recheck decides', results: [lost(0)], policies: [{ verify: true }], near: '0 of 1, rechecked' },
])('$what: $near', ({ results, policies, near: said }) => {
  expect(near(results, ...policies)).toBe(said)
})
