import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { STACK_CHECKS } from '../../shared/app/doctor/checks.ts'
import { REASONS, REASON_STATUS } from '../../shared/core/run/statuses.ts'
import { SEVERITY } from '../../shared/core/wording/severity.ts'
import { WARNING_WORDS } from '../../shared/core/wording/words/warning-words.ts'
import { anchorsOf } from '../support/anchors.ts'
import { ROOT } from '../support/project.ts'

const PAGE = readFileSync(`${ROOT}/docs/operations.md`, 'utf8')

/** The names in the first column of the table under a heading. */
function named(heading: string): string[] {
  const [, section = ''] = PAGE.split(`\n${heading}\n`)
  const own = section.split(/^#/m)[0] ?? ''
  return [...own.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name = '']) => name)
}

// Those of alarms need the template: test/cdk/self-watch/self-watch.test.ts.

test('every reason of ours has its row, with what to do', () => {
  const ours = REASONS.filter((reason) => REASON_STATUS[reason] === 90)
  expect(named('### Alert: inconclusive').sort()).toEqual([...ours].sort())
})

test('every check of doctor has its row, in its order', () => {
  expect(named('## After a deploy')).toEqual(STACK_CHECKS.map(({ name }) => name))
})

test('every warning has its row', () => {
  expect(named('## Warnings').sort()).toEqual(Object.keys(WARNING_WORDS).sort())
})

test.each([...Object.keys(SEVERITY), 'digest'])('there is an entry for alerts that say %s', (transition) => {
  expect(anchorsOf('docs/operations.md')).toContain(`alert-${transition}`)
})
