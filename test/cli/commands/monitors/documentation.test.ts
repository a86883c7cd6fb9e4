import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { VERBS, usageOf } from '../../../../cli/commands/monitors/usage.ts'
import { ROOT } from '../../../support/project.ts'

const PAGE = readFileSync(`${ROOT}/docs/monitors.md`, 'utf8')

test.each(VERBS)('the page on monitors has %s', (verb) => {
  expect(PAGE).toMatch(new RegExp(`monitors ${verb}|\`${verb}`))
})

test('every option that the page names is one', () => {
  const known = new Set(VERBS.flatMap((verb) => usageOf(verb).match(/--[a-z-]+/g) ?? []))
  const named = new Set(PAGE.match(/--[a-z][a-z-]*/g) ?? [])
  expect([...named].filter((option) => !known.has(option))).toEqual([])
})
