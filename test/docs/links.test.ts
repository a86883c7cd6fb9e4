import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from 'vitest'

import { anchorsOf } from '../support/anchors.ts'
import { ROOT } from '../support/project.ts'

const PAGES = [
  ...['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'test/README.md'],
  ...readdirSync(path.join(ROOT, 'docs')).map((name) => `docs/${name}`),
].filter((name) => name.endsWith('.md'))

/** The links of a page that lead to nothing: of files and folders of the project, and of headings in pages. */
function broken(page: string): string[] {
  const text = readFileSync(path.join(ROOT, page), 'utf8')
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link)
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [name = '', anchor] = link.split('#')
      const file = name === '' ? page : path.join(path.dirname(page), name)
      if (!existsSync(path.join(ROOT, file))) return true
      return anchor !== undefined && !anchorsOf(file).includes(anchor)
    })
}

test.each(PAGES)('every link in %s leads somewhere', (page) => {
  expect(broken(page)).toEqual([])
})
