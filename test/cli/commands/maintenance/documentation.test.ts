import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { VERBS, usageOf } from '../../../../cli/commands/maintenance/usage.ts'
import { MOST_TAG_WINDOWS } from '../../../../shared/app/monitors/change-maintenance.ts'
import { ROOT } from '../../../support/project.ts'

const PAGE = readFileSync(`${ROOT}/docs/maintenance.md`, 'utf8')

test.each(VERBS)('the page on maintenance has %s', (verb) => {
  expect(PAGE).toMatch(new RegExp(`maintenance ${verb}|\`${verb}`))
})

test('it names every option, and no other', () => {
  const known = new Set(VERBS.flatMap((verb) => usageOf(verb).match(/--[a-z]+/g) ?? []))
  const named = new Set(PAGE.match(/--[a-z]+/g) ?? [])
  expect([...named].filter((option) => !known.has(option))).toEqual([])
  expect([...known].filter((option) => !named.has(option) && option !== '--help')).toEqual([])
})

test('it says how many windows of tags there may be', () => {
  expect(PAGE).toContain(`all tags together ${MOST_TAG_WINDOWS}.`)
})
