import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { CLEAR_LOGINS, STEP_COUNT } from '../../shared/app/monitors/make-upgrade.ts'
import { SUMMARY_DAYS } from '../../shared/core/history/summary.ts'
import type { Mark } from '../../shared/core/history/views/health.ts'
import { currentRunId, isRunId } from '../../shared/core/run/run-id.ts'
import { templateOf } from '../cdk/synthesized.ts'
import { ROOT } from '../support/project.ts'
import { longTest } from '../support/thorough.ts'

const page = readFileSync(path.join(ROOT, 'docs/upgrade.md'), 'utf8')

test('the page has each step of the upgrade, and no other', () => {
  const [, table = ''] = /^### Steps$([^]*?)^###? /m.exec(page) ?? []
  const names = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name)
  expect(names).toContain(CLEAR_LOGINS)
  expect(names).toHaveLength(STEP_COUNT)
})

test('both forms of a run id on the page are ids of one run', () => {
  const [, former = ''] = /`(\d[^`]*#[^`]*)`/.exec(page) ?? []
  const [, current = ''] = /`shop\/([^`]*)`/.exec(page) ?? []
  expect([isRunId(former), isRunId(current)]).toEqual([true, true])
  expect(currentRunId(former)).toBe(current)
})

longTest(
  'the output, the time of the night, its days and the mark that it names are those of the stack',
  () => {
    const template = templateOf()
    expect(page).toContain('`LastUpgrade`')
    expect(Object.keys(template.findOutputs('*'))).toContain('LastUpgrade')
    expect(page).toContain('00:30 UTC')
    template.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'cron(30 0 * * ? *)' })
    expect(page).toContain(`at most ${SUMMARY_DAYS} days`)
    expect(page).toContain(`\`${'unreadable' satisfies Mark}\``)
  },
)

longTest('tables that an upgrade must keep are kept even where CloudFormation would replace them', () => {
  const tables = Object.values(templateOf().findResources('AWS::DynamoDB::Table')) as Record<
    string,
    unknown
  >[]
  expect(tables).toHaveLength(2)
  for (const { UpdateReplacePolicy, DeletionPolicy } of tables)
    expect([UpdateReplacePolicy, DeletionPolicy]).toEqual(['Retain', 'Retain'])
})
