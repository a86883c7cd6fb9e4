import { gzipSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { buildPage } from '../../../dashboard/build/build-page.ts'
import type { PageFile } from '../../../shared/http/page-files.ts'

const KB = 1024
const page = await buildPage()
const scripts = [...page.files].filter(([name]) => name.endsWith('.js'))

const gzipped = (files: readonly PageFile[]) =>
  files.reduce((sum, { body }) => sum + gzipSync(body).length, 0)

/** Files that a browser needs to run this one: itself, and what it imports at its start. */
function neededBy(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found
  found.add(name)
  const text = Buffer.from(page.files.get(name)?.body ?? []).toString()
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g))
    neededBy(`/assets/${other ?? ''}`, found)
  return found
}

const named = (beginning: string) =>
  scripts.find(([name]) => name.startsWith(`/assets/${beginning}-`))?.[0] ?? ''

test('the HTML names the built files, and holds no code', () => {
  const [, script] = /<script type="module" src="([^"]+)"><\/script>/.exec(page.html) ?? []
  const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(page.html) ?? []
  const [, icon] = /<link rel="icon"[^>]* href="([^"]+)"/.exec(page.html) ?? []
  for (const name of [script, style, icon]) expect(page.files.has(name ?? '')).toBe(true)
  expect(page.html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/)
})

test('all scripts together weigh at most 82 KB, gzipped', () => {
  expect(gzipped(scripts.map(([, file]) => file))).toBeLessThanOrEqual(82 * KB)
})

test('what Now needs weighs at most 30 KB, gzipped', () => {
  const needed = [...neededBy(named('main')), ...neededBy(named('now-page'))]
  const files = [...new Set(needed)].flatMap((name) => page.files.get(name) ?? [])
  expect(files.length).toBeGreaterThan(2)
  expect(gzipped(files)).toBeLessThanOrEqual(30 * KB)
})

test('the style sheet weighs at most 12 KB, gzipped', () => {
  const styles = [...page.files].filter(([name]) => name.endsWith('.css')).map(([, file]) => file)
  expect(styles).toHaveLength(1)
  expect(gzipped(styles)).toBeLessThanOrEqual(12 * KB)
})
