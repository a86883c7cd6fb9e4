import { readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { PROBLEMS } from '../../shared/http/problem.ts'
import { ROUTES } from '../../shared/http/routes.ts'
import { ROOT } from '../support/project.ts'

const page = readFileSync(`${ROOT}/docs/api.md`, 'utf8')

test('the page lists each route, with what it needs and what it is for', () => {
  const rows = ROUTES.map(
    ({ method, path, needs, summary }) => `| ${method.toUpperCase()} | \`${path}\` | ${needs} | ${summary} |`,
  )
  expect(page.match(/^\| (?:GET|PUT|POST|PATCH|DELETE) \|.*$/gm)).toEqual(rows)
})

test('the page lists each kind of problem', () => {
  const rows = Object.entries(PROBLEMS).map(
    ([slug, [status, title]]) => `| ${status} | \`${slug}\` | ${title} |`,
  )
  expect(page.match(/^\| \d{3} \|.*$/gm)).toEqual(rows)
})
