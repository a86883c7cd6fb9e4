import { expect, test } from 'vitest'

import { ruleName, ruleNamePrefix } from '../../../shared/core/aws/rule-names.ts'

test('a rule is called by its stack, its monitor and eight digits that follow from the id', () => {
  expect(ruleName('Roundtrip', 'contact-form')).toBe('Roundtrip.contact-form-8d9be2fa')
  expect(ruleName('Roundtrip', 'contact-form').startsWith(ruleNamePrefix('Roundtrip'))).toBe(true)
})

test('the longest names fit in 64 characters and differ where ids differ late', () => {
  const stack = 'S'.repeat(24)
  const names = ['b', 'c'].map((end) => ruleName(stack, 'a'.repeat(63) + end))
  expect(new Set(names).size).toBe(2)
  for (const name of names) expect(name).toMatch(/^S{24}\.a{30}-[0-9a-f]{8}$/)
})

test("no stack's rules begin like another's", () => {
  expect(ruleName('Roundtrip', 'a').startsWith(ruleNamePrefix('Round'))).toBe(false)
})
