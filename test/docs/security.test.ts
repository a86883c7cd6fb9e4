import { existsSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import type { Routed } from '../../cli/application/command.ts'
import { root } from '../../cli/application/routes.ts'
import { ADDED_ACTIONS, PEOPLE_POLICIES } from '../../shared/core/aws/people.ts'
import { ROOT } from '../support/project.ts'

const page = readFileSync(`${ROOT}/docs/security.md`, 'utf8')
/** One section is about who may do what, and has a table of its own. */
const [before = '', people = '', after = ''] = page.split(/^## (?:People|One machine)$/m)
const rows = `${before}${after}`
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| what |'))
  .map((line) => line.split('|').map((cell) => cell.trim()))

test('the page has its rows', () => {
  expect(rows.length).toBeGreaterThan(5)
})

test.each(rows.map((row) => [row[1], row] as const))(
  'the row of "%s" says from whom, by what, and which test shows it',
  (_what, row) => {
    const [, what, whom, how, , shown = ''] = row
    expect([what, whom, how]).not.toContain('')
    expect(row).toHaveLength(7)
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
    expect(files).not.toEqual([])
    expect(files.filter((file) => !existsSync(`${ROOT}/${file}`))).toEqual([])
  },
)

interface Leaf {
  path: string
  needs: string
}

/** Every command that a stack can be named to. */
function commandsIn(target: Routed, path: readonly string[]): Leaf[] {
  if ('parameters' in target) {
    const isOfStack = 'stack' in (target.parameters.flags ?? {})
    return isOfStack ? [{ path: path.join(' '), needs: target.needs ?? 'look' }] : []
  }
  return target
    .getAllEntries()
    .flatMap(({ name, target: inner }) => commandsIn(inner as Routed, [...path, name.original]))
}

test.each(PEOPLE_POLICIES)('the page names the commands and the actions of the policy %s', (policy) => {
  const row = people.split('\n').find((line) => line.startsWith(`| \`${policy}\` |`)) ?? ''
  const [, , commands = '', rights = ''] = row.split('|')
  const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text)
  const needing = commandsIn(root, []).filter(({ needs }) => needs === policy)
  expect(quoted(commands).sort()).toEqual(needing.map(({ path }) => path).sort())
  const actions = new Set(Object.values(ADDED_ACTIONS[policy]).flat())
  const named = quoted(rights).filter((text) => /^[a-z]+:/.test(text) && !text.startsWith('kms:'))
  expect(new Set(named)).toEqual(actions)
})
