import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { ROOT } from '../../../support/project.ts'
import { declaredIn } from '../../declared.ts'

const PAGE = readFileSync(`${ROOT}/docs/monitors.md`, 'utf8')
const COMMANDS = declaredIn('monitors')

test.each(COMMANDS)('the page on monitors has $name', ({ name }) => {
  expect(PAGE).toMatch(new RegExp(`monitors ${name}|\`${name}`))
})

test('every option that the page names is one', () => {
  const known = new Set(COMMANDS.flatMap(({ options }) => options))
  const named = new Set(PAGE.match(/--[a-z][a-z-]*/g) ?? [])
  expect([...named].filter((option) => !known.has(option))).toEqual([])
})
