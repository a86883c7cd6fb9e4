import { describe, expect, test } from 'vitest'

import { BROWSER_ROOMS, PURE_BUILTINS, PURE_PACKAGES, ROOMS, roomOf } from './rooms.ts'
import { type SourceFile, codeOf, product } from './source-files.ts'

const within = (folder: string) => product.filter(({ path }) => path.startsWith(folder))
const named = (files: readonly SourceFile[]) => files.map(({ path }) => path)

/** Each of these imports that is not allowed, as `file -> import`. */
function offences(
  files: readonly SourceFile[],
  imports: (file: SourceFile) => readonly string[],
  isAllowed: (name: string, file: SourceFile) => boolean,
): string[] {
  return files.flatMap((file) =>
    imports(file)
      .filter((name) => !isAllowed(name, file))
      .map((name) => `${file.path} -> ${name}`),
  )
}

test('every file is in a room, and every room has files', () => {
  expect(named(product.filter(({ path }) => roomOf(path) === undefined))).toEqual([])
  expect(Object.keys(ROOMS).filter((room) => within(room).length === 0)).toEqual([])
})

test('each room of shared/ names only rooms above it', () => {
  const rooms = Object.keys(ROOMS)
  const downward = Object.entries(ROOMS).flatMap(([room, named], at) =>
    named
      .filter((name) => name.startsWith('shared/'))
      .filter((name) => !rooms.slice(0, at).some((above) => above.startsWith(name) || name.startsWith(above)))
      .map((name) => `${room} names ${name}`),
  )
  expect(downward).toEqual([])
})

test.each(Object.entries(ROOMS))('%s imports only what it may', (room, others) => {
  const files = within(room).filter(({ path }) => roomOf(path) === room)
  const isAllowed = (name: string) => roomOf(name) === room || others.some((other) => name.startsWith(other))
  expect(offences(files, (file) => file.files, isAllowed)).toEqual([])
})

describe('purity', () => {
  test('core reads no clock, chance, network, disk or environment', () => {
    const core = within('shared/core/')
    const pure = [...PURE_PACKAGES, ...PURE_BUILTINS]
    expect(
      offences(
        core,
        ({ packages }) => packages,
        (name) => pure.includes(name),
      ),
    ).toEqual([])
    const impure = /process\.env|Date\.now|Math\.random|performance\.now|randomBytes|randomUUID/
    expect(named(core.filter((file) => impure.test(codeOf(file))))).toEqual([])
  })

  test('app knows no AWS and no mail library', () => {
    const isOfNode = (name: string) => name.startsWith('node:')
    expect(offences(within('shared/app/'), ({ packages }) => packages, isOfNode)).toEqual([])
  })

  test.each(BROWSER_ROOMS)('%s runs in a browser', (room) => {
    const files = within(room)
    const isLoadable = (name: string) => BROWSER_ROOMS.some((other) => name.startsWith(other))
    expect(offences(files, (file) => file.files, isLoadable)).toEqual([])
    expect(
      offences(
        files,
        ({ packages }) => packages,
        (name) => PURE_PACKAGES.includes(name),
      ),
    ).toEqual([])
    expect(named(files.filter((file) => /\b(?:Buffer|process)\.\w/.test(codeOf(file))))).toEqual([])
  })
})
