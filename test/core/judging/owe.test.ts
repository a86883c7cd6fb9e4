import { expect, test } from 'vitest'

import { emptyState, evaluate } from '../../../shared/core/judging/evaluate.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult } from '../../contracts/run-fixtures.ts'
import { sizeOf } from '../../support/aws/item-size.ts'
import { marshal } from '../../../shared/adapters/dynamodb/access/marshal.ts'
import { policy } from './engine/history.ts'
import { longTest } from '../../support/thorough.ts'

longTest(
  'a day in which nothing can be published leaves the newest alerts owed, and a state that DynamoDB takes',
  () => {
    const results = Array.from({ length: 1440 }, (_, n) =>
      deliveredResult({ scheduledAt: NOON + n * MINUTE, ...(n % 2 === 0 && { slow: ['roundTrip'] }) }),
    )
    const state = evaluate(emptyState('inbox'), results, { policies: [policy({ onSlow: 1 })] })
    expect(state.owed).toHaveLength(80)
    expect(state.owed.at(-1)).toMatchObject({
      transition: 'no-longer-slow',
      run: { runId: results.at(-1)?.runId },
    })
    expect(sizeOf(marshal({ ...state }))).toBeLessThan(400_000)
  },
)

test('an alert that somebody is publishing does not give way', () => {
  const [first, ...others] = Array.from({ length: 400 }, (_, n) =>
    deliveredResult({ scheduledAt: NOON + n * MINUTE, ...(n % 2 === 0 && { slow: ['roundTrip'] }) }),
  )
  const criteria = { policies: [policy({ onSlow: 1 })] }
  const before = evaluate(emptyState('inbox'), first ? [first] : [], criteria)
  const owed = before.owed.map((alert) => ({ ...alert, claimedBy: 'somebody', claimedUntil: NOON }))
  expect(evaluate({ ...before, owed }, others, criteria).owed[0]).toEqual(owed[0])
})
