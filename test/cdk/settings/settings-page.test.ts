import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { resolveSettings } from '../../../cdk/settings/resolve-settings.ts'
import { describeProblems } from '../../../shared/core/definition/parse-monitor.ts'
import { ROOT } from '../../support/project.ts'

const PAGE = readFileSync(path.join(ROOT, 'docs/settings.md'), 'utf8')
/** The rows of its table of settings, the one with four columns: a field and its default. */
const ROWS = [...PAGE.matchAll(/^\| `([a-zA-Z.]+)` \| [^|]* \| [^|]* \| ([^|]*) \|$/gm)].map(
  ([, field = '', standard = '']) => [field, standard.replaceAll('`', '')] as const,
)

const resolved = resolveSettings({})
if (!resolved.ok) throw new Error(describeProblems(resolved.problems))
const { retention, topics, tags, locations, defaultLocations, wording, ...plain } = resolved.settings

test('every setting that has a default is explained, with the default that holds', () => {
  const spans = Object.entries(retention).map(([name, days]) => [`retention.${name}`, days] as const)
  const defaults: readonly (readonly [string, unknown])[] = [
    ...Object.entries(plain),
    ...spans,
    ['defaultLocations', `['${defaultLocations.join("', '")}']`],
  ]
  const explained = new Map(ROWS)
  for (const [field, value] of defaults) expect(explained.get(field), field).toBe(String(value))
  expect([...explained.keys()]).toEqual(
    expect.arrayContaining(['topics', 'tags', 'wording', 'homeRegion', 'locations']),
  )
  expect(Object.keys(topics)).toEqual(['alerts', 'operations'])
  expect(tags).toEqual({})
  expect(locations).toEqual([])
  expect(wording).toEqual({})
})

test.each(ROWS.map(([field]) => field))('%s is a setting', (field) => {
  const [section = '', inner] = field.split('.')
  const answer = resolveSettings({ [section]: inner === undefined ? null : { [inner]: null } })
  const told = answer.ok ? '' : describeProblems(answer.problems)
  expect(told).toMatch(/expected/)
  expect(told).not.toContain('there is no such field')
})
