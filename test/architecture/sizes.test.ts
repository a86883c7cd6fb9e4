import { dirname } from 'node:path'

import { expect, test } from 'vitest'

import { product, sourceFiles } from './source-files.ts'

const MOST_LINES = 250
const MOST_FILES = 25

const files = [...product, ...sourceFiles('test/')]

test('no file is too long to read in one go', () => {
  const long = files
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > MOST_LINES)
  expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([])
})

test('no folder holds too many files to find one', () => {
  const folders = Map.groupBy(files, ({ path }) => dirname(path))
  const full = [...folders].filter(([, inside]) => inside.length > MOST_FILES)
  expect(full.map(([folder, inside]) => `${folder}: ${inside.length}`)).toEqual([])
})
