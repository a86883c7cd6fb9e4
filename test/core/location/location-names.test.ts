import { expect, test } from 'vitest'

import {
  locationNames,
  locationStackName,
  ruledByStack,
} from '../../../shared/core/location/location-names.ts'

test('the longest names of stack and location leave room in every name made of them', () => {
  const stackName = 'S'.repeat(24)
  const location = 'l'.repeat(20)
  const names: readonly string[] = Object.values(locationNames(stackName, location))
  expect(new Set(names).size).toBe(names.length)
  // IAM roles, Lambda functions and schedule groups have 64 characters, queues 80.
  for (const name of names) expect(name.length).toBeLessThanOrEqual(64)
})

test('rules are called after the stack that they stand in', () => {
  expect(locationStackName('Mail', 'eu-west-1')).toBe('Mail-eu-west-1')
  expect(ruledByStack('Mail', 'us-east-1', 'us-east-1')).toBe('Mail')
  expect(ruledByStack('Mail', 'berlin', 'us-east-1')).toBe('Mail-berlin')
})
