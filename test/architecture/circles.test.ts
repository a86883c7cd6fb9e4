import { expect, test } from 'vitest'

import { product } from './source-files.ts'

test('no files of the product import each other in a circle, types included', () => {
  expect([...inCircles(new Map(product.map(({ path, files }) => [path, files])))]).toEqual([])
})

test('a circle is found, and no file that only leads to it', () => {
  const imports = { lead: ['a'], a: ['b'], b: ['c'], c: ['a', 'end'], end: [] }
  expect([...inCircles(new Map(Object.entries(imports)))]).toEqual(['a', 'b', 'c'])
})

/** Every file that comes back to itself by what it imports. */
function inCircles(imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  return new Set([...imports.keys()].filter((file) => reached(file, imports).has(file)))
}

function reached(start: string, imports: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set<string>()
  for (const open = [start]; open.length > 0;) {
    for (const next of imports.get(open.pop() ?? '') ?? []) {
      if (!found.has(next)) open.push(next)
      found.add(next)
    }
  }
  return found
}
