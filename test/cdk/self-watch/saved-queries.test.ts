import { globSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { ROOT } from '../../support/project.ts'
import { readable, templateOf } from '../synthesized.ts'

interface Query {
  Name: string
  QueryString: string
  LogGroupNames: unknown[]
}

const queries = Object.values(templateOf().findResources('AWS::Logs::QueryDefinition')).map(
  ({ Properties }: Record<string, unknown>) => Properties as Query,
)
const byName = new Map(queries.map((query) => [query.Name, query]))

/** Of Lambda's own lines and of Logs Insights itself, as AWS documents them. */
const OF_AWS = [
  ...['@timestamp', '@log', 'level', 'type', 'message', 'message.errorMessage', 'record.status'],
  ...['initDurationMs', 'durationMs', 'maxMemoryUsedMB', 'memorySizeMB'].map(
    (one) => `record.metrics.${one}`,
  ),
]
const FUNCTIONS = globSync('functions/**/*.ts', { cwd: ROOT })
  .map((file) => readFileSync(`${ROOT}/${file}`, 'utf8'))
  .join('\n')

test('they lie in a folder called like the stack, and the page explains each of them', () => {
  const page = readFileSync(`${ROOT}/docs/operations.md`, 'utf8')
  const [, section = ''] = page.split("\n## A function's log\n")
  const [own = ''] = section.split(/^## /m)
  const explained = [...own.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name = '']) => `Roundtrip/${name}`)
  expect([...byName.keys()].sort()).toEqual(explained.sort())
})

test.each([
  [
    'errors',
    ['Probe', 'Reconciler', 'WatchdogWatch', 'DeadLetterRunsRecord', 'NightlyRollup', 'TokensRenew'],
  ],
  ['runs-of-one-monitor', ['Probe', 'DeadLetterRunsRecord']],
  ['runs-given-up', ['DeadLetterRunsRecord']],
  ['slow-passes', ['WatchdogWatch']],
])('%s reads the logs of these functions', (name, functions) => {
  const groups = byName.get(`Roundtrip/${name}`)?.LogGroupNames.map(readable)
  expect(groups?.sort()).toEqual(functions.map((one) => `${one}Logs`).sort())
})

test.each([...byName])('%s asks for nothing that no line holds', (_, { QueryString }) => {
  const words = QueryString.replaceAll(/"[^"]*"/g, '').match(/@?[A-Za-z][\w.]*/g) ?? []
  const language = /^(?:fields|filter|sort|desc|limit|stats|as|by|or|and|in|count|pct|max)$/
  const made = [...QueryString.matchAll(/ as (\w+)/g)].map(([, name = '']) => name)
  const fields = words.filter((word) => !language.test(word) && !made.includes(word))
  const unknown = fields.filter((field) => !OF_AWS.includes(field) && !FUNCTIONS.includes(field))
  expect(unknown).toEqual([])
})

test('what they search for in messages is what the functions say', () => {
  const said = queries.flatMap(({ QueryString }) => [...QueryString.matchAll(/"([a-z][a-z ]+ [a-z ]+)"/g)])
  expect(said.length).toBeGreaterThan(0)
  for (const [, text] of said) expect(FUNCTIONS).toContain(`'${text ?? ''}'`)
})
