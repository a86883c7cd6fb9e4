import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'

import { beforeEach, expect, test } from 'vitest'

import { runName } from '../../../../shared/core/run/run-id.ts'
import { folder as temporaryFolder } from '../../../support/temporary-files.ts'
import { viewsWorld } from '../views-world.ts'

let world: ReturnType<typeof viewsWorld>
let folder: string

beforeEach(async () => {
  world = viewsWorld()
  folder = await temporaryFolder()
  await world.has('shop')
  await world.delivered('shop', 40)
  const lost = await world.lost('shop', 30)
  const said = { atMs: 20, dialogue: 'smtp', side: 'client', phase: 'submit' } as const
  await world.runs.putLog(lost, [{ ...said, text: 'MAIL FROM:<probe@example.com>' }], 30)
  ref = runName(lost)
})
let ref: string

test('log --html and --text write what is sent to a provider, and say so', async () => {
  const [html, text] = ['report.html', 'report.txt'].map((name) => path.join(folder, name))
  const { code, out } = await world.says(['log', ref, '--html', html ?? '', '--text', text ?? ''])
  expect(code).toBe(0)
  expect(out).toBe(`${html}: the report of ${ref}\n${text}: the report of ${ref}\n`)
  expect(readFileSync(html ?? '', 'utf8')).toMatch(/^<!doctype html>[^]*probe@example\.com/)
  expect(readFileSync(text ?? '', 'utf8')).toMatch(
    /^Email test of 2026-11-24 17:30[^]*Last good run, 2026-11-24 17:20/,
  )
  expect(readdirSync(folder)).toHaveLength(2)
})

test('a file that was there is replaced, and that is said', async () => {
  const file = path.join(folder, 'report.txt')
  await world.says(['log', ref, '--text', file])
  const { out } = await world.says(['log', ref, '--text', file, '--mask'])
  expect(out).toBe(`${file}: the report of ${ref} (replaced)\n`)
  expect(readFileSync(file, 'utf8')).toContain('p***@example.com')
})

test('log --text - prints the report', async () => {
  const { out } = await world.says(['log', ref, '--text', '-'])
  expect(out).toMatch(/^Email test of /)
})

test.each([['log'], ['log', '--json']])(
  '%j --mask prints lines without the names in addresses',
  async (...line) => {
    const { out } = await world.says([line[0], ref, '--mask', ...line.slice(1)])
    expect(out).toContain('MAIL FROM:<p***@example.com>')
  },
)

test('--json excludes the report, and a folder is no file', async () => {
  expect(await world.says(['log', ref, '--json', '--html', 'x.html'])).toMatchObject({ code: 2 })
  const { code, err } = await world.says(['log', ref, '--html', folder])
  expect(code).toBe(1)
  expect(err).toContain('cannot be written (EISDIR)')
})
