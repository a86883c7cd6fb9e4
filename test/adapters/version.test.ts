import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

import { beforeEach, describe, expect, test } from 'vitest'

import { codeVersion, codeVersionIn, productVersion } from '../../shared/adapters/version.ts'
import { folder } from '../support/temporary-files.ts'

const SOURCES = {
  'package.json': '{ "version": "1.2.3", "dependencies": { "hono": "4.0.0" } }',
  'shared/core/run.ts': 'export const one = 1\n',
  'functions/probe/index.ts': 'export const two = 2\n',
  'cdk/stacks.ts': 'export const three = 3\n',
  'cdk/settings.ts': 'export const settings = {}\n',
  'cdk/monitors.ts': 'export const monitors = []\n',
}

let root: string
let before: string

function write(file: string, text: string): void {
  const at = path.join(root, file)
  mkdirSync(path.dirname(at), { recursive: true })
  writeFileSync(at, text)
}

async function checkout(): Promise<string> {
  root = await folder()
  for (const [file, text] of Object.entries(SOURCES)) write(file, text)
  return codeVersionIn(root)
}

beforeEach(async () => {
  before = await checkout()
})

test('the version of the code is that of the product, and a part that tells commits apart', () => {
  expect(before).toMatch(/^1\.2\.3\+[0-9a-f]{8}$/)
  const [version, code] = codeVersion().split('+')
  expect(version).toBe(productVersion())
  expect(code).toMatch(/^[0-9a-f]{8}$/)
})

test('the same code has the same version, wherever it lies', async () => {
  expect(await checkout()).toBe(before)
})

describe('is another after', () => {
  test.each<[string, () => void]>([
    ['a change of a source', () => write('shared/core/run.ts', 'export const one = 2\n')],
    ['a new source', () => write('functions/watchdog/index.ts', '')],
    ['a source that is gone', () => rmSync(path.join(root, 'cdk/stacks.ts'))],
    [
      'a source that was moved',
      () => {
        rmSync(path.join(root, 'shared/core/run.ts'))
        write('shared/core/runs.ts', SOURCES['shared/core/run.ts'])
      },
    ],
    ['another package', () => write('package.json', SOURCES['package.json'].replace('4.0.0', '4.0.1'))],
  ])('%s', (_, change) => {
    change()
    expect(codeVersionIn(root)).not.toBe(before)
  })
})

describe('stays after', () => {
  test.each<[string, () => void]>([
    [
      'a change of what users write',
      () => {
        write('cdk/settings.ts', 'export const settings = { alertCap: 7 }\n')
        write('cdk/monitors.ts', 'export const monitors = [1]\n')
      },
    ],
    [
      'other line ends',
      () => {
        const file = path.join(root, 'shared/core/run.ts')
        writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
      },
    ],
    ['what is no source', () => write('shared/notes.txt', 'to do')],
  ])('%s', (_, change) => {
    change()
    expect(codeVersionIn(root)).toBe(before)
  })
})
