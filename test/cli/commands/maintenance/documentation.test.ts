import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { MOST_TAG_WINDOWS } from '../../../../shared/app/monitors/change-maintenance.ts'
import { ROOT } from '../../../support/project.ts'
import { declaredIn } from '../../declared.ts'

const PAGE = readFileSync(`${ROOT}/docs/maintenance.md`, 'utf8')
const COMMANDS = declaredIn('maintenance')

test.each(COMMANDS)('the page on maintenance has $name', ({ name }) => {
  expect(PAGE).toMatch(new RegExp(`maintenance ${name}|\`${name}`))
})

test('it names every option, and no other', () => {
  const known = new Set(COMMANDS.flatMap(({ options }) => options))
  const named = new Set(PAGE.match(/--[a-z]+/g) ?? [])
  expect([...named].filter((option) => !known.has(option))).toEqual([])
  expect([...known].filter((option) => !named.has(option) && option !== '--help')).toEqual([])
})

test('it says how many windows of tags there may be', () => {
  expect(PAGE).toContain(`all tags together ${MOST_TAG_WINDOWS}.`)
})
