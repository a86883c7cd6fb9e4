import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'

import { ROUTES } from '../../shared/http/routes.ts'
import { document } from './agrees-with-document.ts'
import { longTest } from '../support/thorough.ts'

longTest('a linter finds nothing in the document', async () => {
  const config = await createConfig({
    extends: ['recommended-strict'],
    // It is served by whoever runs it: it names no server of somebody's own.
    rules: { 'no-server-example.com': 'off' },
  })
  const found = await lintFromString({ source: JSON.stringify(document), config })
  expect(found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('no schema of it is empty', () => {
  expect(emptyIn(document, '#')).toEqual([])
})

test('each route has a name of its own', () => {
  const names = ROUTES.map(({ operationId }) => operationId)
  expect(new Set(names).size).toBe(names.length)
})

/** Where a schema says nothing of what it takes. */
function emptyIn(value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => {
    const place = `${at}/${name}`
    const isSchema = name === 'schema' || name === 'items' || at.endsWith('/properties')
    const saysNothing =
      isSchema &&
      typeof inner === 'object' &&
      inner !== null &&
      !Object.keys(inner).some((key) => SAYS.includes(key))
    return [...(saysNothing ? [place] : []), ...emptyIn(inner, place)]
  })
}

const SAYS = ['type', '$ref', 'enum', 'const', 'anyOf', 'oneOf', 'allOf']
