import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import { describe, expect, test } from 'vitest'

import { ROOT } from './support/project.ts'

const root = ROOT

/** What each room may import from, by path prefix; the longest matching room of a file counts. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'shared/core/': ['shared/core/'],
  'shared/app/': ['shared/core/', 'shared/app/'],
  'shared/adapters/': ['shared/'],
  'functions/': ['shared/', 'functions/'],
  'functions/contract.ts': ['shared/core/', 'functions/contract.ts'],
  'local/': ['shared/', 'local/', 'cli/definitions/', 'cdk/monitors.ts'],
  'cli/': ['shared/core/', 'shared/app/', 'cli/'],
  'cli/main.ts': ['shared/', 'cli/', 'cdk/settings.ts'],
  'cli/opened/': ['shared/', 'local/', 'cli/'],
  'cdk/': ['shared/core/', 'functions/contract.ts', 'cdk/'],
}

/** Modules that read a clock, chance, the network, the disk or the environment have no place in the core. */
const PURE_BUILTINS = ['node:crypto', 'node:util']

/** Packages that compute and nothing more; of the one for dates, only modules that are told what time it is. */
const PURE_PACKAGES = [
  'valibot',
  'temporal-polyfill/fns/PlainDateTime',
  'temporal-polyfill/fns/ZonedDateTime',
]

const files = Object.keys(rooms)
  .filter((room) => room.endsWith('/'))
  .flatMap((room) => sources(join(root, room)))
  .map((file) => relative(root, file))

describe.each(files)('%s', (file) => {
  const imports = importsOf(file)

  test('imports inward only', () => {
    const room = roomOf(file)
    const allowed = rooms[room] ?? []
    const outward = imports.local.filter((target) => !allowed.some((prefix) => target.startsWith(prefix)))
    expect(outward, `${room} may import ${allowed.join(', ')}`).toEqual([])
  })

  if (file.startsWith('shared/core/')) {
    test('stays pure', () => {
      const impure = imports.packages.filter(
        (name) => !PURE_PACKAGES.includes(name) && !PURE_BUILTINS.includes(name),
      )
      expect(impure).toEqual([])
      const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
      expect(text).not.toMatch(/process\.env|Date\.now|Math\.random|performance\.now|randomBytes|randomUUID/)
    })
  }

  if (file.startsWith('shared/app/')) {
    test('knows no AWS and no mail library', () => {
      expect(imports.packages.filter((name) => !name.startsWith('node:'))).toEqual([])
    })
  }
})

test('the rule is held against every room', () => {
  for (const room of [
    'shared/core/',
    'shared/app/',
    'shared/adapters/',
    'functions/',
    'local/',
    'cli/',
    'cdk/',
  ]) {
    expect(
      files.some((file) => file.startsWith(room)),
      room,
    ).toBe(true)
  }
})

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.d)\.ts$/.test(name))
    .map((name) => join(folder, name))
}

function roomOf(file: string): string {
  const matching = Object.keys(rooms).filter((room) => file.startsWith(room))
  return matching.sort((a, b) => b.length - a.length)[0] ?? ''
}

function importsOf(file: string): { local: string[]; packages: string[] } {
  const text = readFileSync(join(root, file), 'utf8')
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm),
  ]
  const names = found.map((match) => match[1] ?? match[2] ?? '')
  return {
    local: names
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(root, resolve(root, dirname(file), name))),
    packages: names.filter((name) => !name.startsWith('.')),
  }
}
