import { existsSync, readFileSync, readdirSync } from 'node:fs'

import { expect, test } from 'vitest'

import { ROOT } from '../support/project.ts'

const page = (path: string) => readFileSync(`${ROOT}/${path}`, 'utf8')
const ARCHITECTURE = page('docs/architecture.md')
/** What stands between backticks and begins with a folder of the project. */
const PATHS = /`((?:cdk|cli|dashboard|docs|functions|local|shared|test)\/[\w./-]*)`/g

const pathsIn = (text: string) => [...text.matchAll(PATHS)].map(([, path = '']) => path)

test.each(['docs/architecture.md', 'docs/adr/0007-rooms-by-subject.md', 'CONTRIBUTING.md', 'test/README.md'])(
  'every path in %s exists',
  (file) => {
    const missing = pathsIn(page(file)).filter(
      (path) => !path.includes('NNNN') && !existsSync(`${ROOT}/${path}`),
    )
    expect(missing).toEqual([])
  },
)

test('the map answers at least twenty questions, each by a file', () => {
  const rows = (ARCHITECTURE.split('## Where is it decided?')[1] ?? '').match(/^\| [^|]+\? \|.*$/gm) ?? []
  expect(rows.length).toBeGreaterThanOrEqual(20)
  expect(rows.filter((row) => pathsIn(row).length === 0)).toEqual([])
})

test.each(['core', 'app'])('every room of shared/%s is on the map', (layer) => {
  const rooms = readdirSync(`${ROOT}/shared/${layer}`)
  expect(rooms.filter((room) => !ARCHITECTURE.includes(`\`${room}/\``))).toEqual([])
})

test.each(['CONTRIBUTING.md', 'test/README.md', 'README.md'])(
  'every npm script named in %s exists',
  (file) => {
    const { scripts } = JSON.parse(page('package.json')) as { scripts: Record<string, string> }
    const named = [...page(file).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  },
)
