import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { ROOT } from '../support/project.ts'
import { product, sourceFiles } from './source-files.ts'

const styles = globSync('dashboard/**/*.css', { cwd: ROOT }).map((path) => ({
  path,
  text: readFileSync(join(ROOT, path), 'utf8'),
}))
const page = product.filter(({ path }) => /^dashboard\/(?!build\/)/.test(path))

test('colours stand in the one file of tokens', () => {
  const coloured = [...styles, ...page].filter(
    ({ path, text }) =>
      path !== 'dashboard/styles/tokens.css' && /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i.test(text),
  )
  expect(coloured.map(({ path }) => path)).toEqual([])
})

test('style sheets are short enough to read', () => {
  const long = styles.filter(({ text }) => text.split('\n').length > 251)
  expect(long.map(({ path }) => path)).toEqual([])
})

test('every style sheet is in the one that is built', () => {
  const index = styles.find(({ path }) => path === 'dashboard/styles/index.css')?.text ?? ''
  const missing = styles.filter(
    ({ path }) => !path.endsWith('/index.css') && !index.includes(path.replace(/^.*\//, '/')),
  )
  expect(missing.map(({ path }) => path)).toEqual([])
})

test('no two pages style one class', () => {
  const folders = new Map<string, Set<string>>()
  for (const { path, text } of styles) {
    const [, folder = ''] = path.split('/')
    // What `styles/` has is for all pages.
    if (folder === 'styles') continue
    const rules = text.replace(/\/\*[^]*?\*\//g, '').matchAll(/(?:^|[,{}])\s*\.([\w-]+)/g)
    for (const [, name = ''] of rules) folders.set(name, (folders.get(name) ?? new Set()).add(folder))
  }
  const shared = [...folders].filter(([name, users]) => users.size > 1 && name !== 'page')
  expect(shared.map(([name, users]) => `.${name}: ${[...users].join(', ')}`)).toEqual([])
})

test('the page takes types alone from the schemas of the API', () => {
  const taken = page.filter(({ text }) => /^import (?!type )[^\n]*shared\/http\//m.test(text))
  expect(taken.map(({ path }) => path)).toEqual([])
})

test('nothing on the page is made of HTML text', () => {
  const raw = page.filter(({ text }) =>
    /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML/.test(text),
  )
  expect(raw.map(({ path }) => path)).toEqual([])
})

test('the page knows of the same addresses as its server', async () => {
  const { FRONT_PAGES } = await import('../../shared/http/front-page.ts')
  const [pages] = sourceFiles('dashboard/shell').filter(({ path }) => path.endsWith('/pages.ts'))
  const named = [...(pages?.text ?? '').matchAll(/path: '([^']+)'/g)].map(([, path]) => path)
  expect(named).toEqual(FRONT_PAGES)
})
