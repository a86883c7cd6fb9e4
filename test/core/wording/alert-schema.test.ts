import { describe, expect, test } from 'vitest'

import { wordAlert } from '../../../shared/core/wording/alert-wording.ts'
import { SEVERITY } from '../../../shared/core/wording/severity.ts'
import { REASONS } from '../../../shared/core/run/statuses.ts'
import { ALERT_SCHEMA } from '../../../shared/core/wording/alert-json.ts'
import { MONITOR, alertOf, openedBy, runOf } from '../../support/alerts/alert-cases.ts'
import { NAMES } from '../../support/alerts/alert-page.ts'
import { publishedSchema } from '../../support/alerts/published-schema.ts'
import { CASES } from '../../support/alerts/worded-cases.ts'

const { published, isValid, mistakesIn } = publishedSchema('docs/alert.schema.json')

test('the schema is published under the name that each alert gives', () => {
  expect(published.$id).toBe(ALERT_SCHEMA)
  expect(published.properties).toMatchObject({ schema: { const: ALERT_SCHEMA } })
})

describe('the JSON follows the schema, which describes each of its fields,', () => {
  test.each(Object.entries(CASES))('of %s', (_, { alert, monitor, options }) => {
    const pageUrl = 'https://mail-monitor.example'
    expect(mistakesIn(wordAlert(alert, monitor ?? MONITOR, { ...options, pageUrl }).json)).toEqual([])
  })

  test.each(REASONS)('of a run that failed with %s', (reason) => {
    expect(mistakesIn(wordAlert(openedBy(reason), MONITOR).json)).toEqual([])
  })

  test.each(NAMES)('of a monitor called %o', (name) => {
    const monitor = { ...MONITOR, monitorId: name, name, note: name, tags: [name], emailAddress: name }
    for (const { alert, options } of Object.values(CASES)) {
      expect(mistakesIn(wordAlert(alert, monitor, options).json)).toEqual([])
    }
  })
})

test('every transition is in the schema, and there is a case of it', () => {
  const { transition } = published.properties as { transition: { enum: string[] } }
  expect(transition.enum.toSorted()).toEqual(Object.keys(SEVERITY).toSorted())
  const worded = new Set<string>(Object.values(CASES).map(({ alert }) => alert.transition))
  expect([...worded].toSorted()).toEqual(Object.keys(SEVERITY).toSorted())
})

test.each<[string, object]>([
  ['another severity', { severity: 'info' }],
  ['a span below 0', { usualRoundTripMs: -1 }],
  ['an instant without a zone', { createdAt: '2026-01-05T12:00:00' }],
  ['no run', { run: undefined }],
  ['another schema', { schema: 'roundtrip.alert/2' }],
])('an alert with %s does not follow it', (_, change) => {
  const { json } = wordAlert(openedBy('greylisted'), MONITOR)
  expect(mistakesIn(json)).toEqual([])
  expect(mistakesIn(JSON.stringify({ ...(JSON.parse(json) as object), ...change }))).not.toEqual([])
})

test('an alert with a field of a later version follows it', () => {
  const { json } = wordAlert(alertOf('resolved', runOf(undefined)), MONITOR)
  expect(isValid({ ...(JSON.parse(json) as object), later: true })).toBe(true)
})
