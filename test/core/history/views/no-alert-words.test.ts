import { expect, test } from 'vitest'

import { noAlertWords } from '../../../../shared/core/history/views/no-alert-words.ts'
import type { RunResult } from '../../../../shared/core/run/run.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'

const failing = { runs: 1, of: 3, since: NOON }
const FAILED = lostResult({ warnings: [] })

test.each<[string, Partial<RunResult>, Partial<Parameters<typeof noAlertWords>[1]>, string]>([
  ['with too few failures so far', {}, { failing }, 'not down yet (1 of 3)'],
  ['in an incident that others opened', {}, { inIncident: true }, 'the incident was open already'],
  ['long ago, in no incident', {}, {}, 'it was not enough for an incident'],
  ['whose second run passed', { warnings: ['recheck-passed'] }, {}, 'an immediate second run passed'],
  ['made on demand', { trigger: 'on-demand' }, { failing }, 'the run was made on demand'],
  ['in maintenance', { maintenance: true }, { failing }, 'it was made during maintenance'],
  ['that could tell nothing', { outcome: 'inconclusive' }, {}, 'it says nothing about the mail servers'],
  ['that did not log in', { tried: false }, {}, 'no login was attempted'],
])('a failed run %s brings about no alert, and that is why', (_what, change, around, words) => {
  expect(noAlertWords({ ...FAILED, ...change }, { inIncident: false, ...around })).toBe(words)
})

test('of a run that passed nothing is said', () => {
  expect(noAlertWords(deliveredResult(), { inIncident: false })).toBeUndefined()
})
