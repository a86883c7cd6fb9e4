import { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { expect, test } from 'vitest'

import { FUNCTION_LOG_DAYS } from '../../../cdk/settings/resolve-settings.ts'

test('a function log is kept for any span that CloudWatch offers but for ever', () => {
  const offered = Object.values(RetentionDays).filter((days) => typeof days === 'number')
  expect(FUNCTION_LOG_DAYS).toEqual(
    offered.filter((days) => days !== RetentionDays.INFINITE).toSorted((a, b) => a - b),
  )
})
