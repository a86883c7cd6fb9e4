import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { npmStart } from '../local/npm-start.ts'
import { folder } from '../support/temporary-files.ts'
import { definition } from './commands/monitors/monitors-world.ts'
import { roundtrip } from './roundtrip-process.ts'
import { says } from './says.ts'

/** Clears a screen, begins a line of its own, turns the rest around. */
const HOSTILE_NAME = 'a\u001b[2J\nroundtrip: all is well\u202e\u0085\u2066b'
const SHOWN = 'a\\x1b[2J\\x0aroundtrip: all is well\\u{202e}\\x85\\u{2066}b'

/** Nothing but line feeds steers a terminal, and none of those comes from a name. */
function expectTame(said: string): void {
  expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(said).not.toMatch(/^roundtrip: all is well/m)
  expect(said).toContain(SHOWN)
}

async function hostileFile(ending: string, text: string): Promise<string> {
  const file = join(await folder(), `${HOSTILE_NAME}${ending}`)
  await writeFile(file, text)
  return file
}

const GOOD = JSON.stringify([definition('shop')])
const BAD = JSON.stringify([{ ...definition('shop'), timeoutSeconds: 'x', intervalMinutes: [] }])

test.each([
  ['good', '.json', GOOD],
  ['with mistakes', '.json', BAD],
  ['that says something twice', '.json', '[{"monitorId": "a", "monitorId": "b"}]'],
  ['that cannot be read', '.json', '{'],
  ['that throws', '.ts', `throw new Error('\u001b[2J${'x'.repeat(10)}')`],
  ['of no format', '.txt', ''],
])('a file with a hostile name, %s, steers no terminal', async (_what, ending, text) => {
  const file = await hostileFile(ending, text)
  const data = join(await folder(), 'data')
  for (const args of [
    ['validate', file],
    ['check', file],
    ['monitors', 'import', file, '--local', data],
    ['monitors', 'add', file, '--local', data],
    ['monitors', 'export', file, '--local', data],
  ]) {
    const { out, err } = await says(args)
    if (`${out}${err}`.includes('2J')) expectTame(out + err)
    expect((out + err).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  }
  const { out, err } = await says(['validate', file])
  expectTame(out + err)
  if (text === GOOD) return
  const local = npmStart(['--monitors', file, '--data', data])
  expect(await local.exit).toBe(1)
  expectTame(local.said.err)
})

test('nor does the name of a folder', async () => {
  const place = join(await folder(), HOSTILE_NAME)
  await writeFile(place, '')
  const local = npmStart(['--data', place])
  expect(await local.exit).toBe(1)
  expectTame(local.said.err)
  const listed = await says(['monitors', 'list', '--local', place])
  expectTame(listed.err)
  const data = join(await folder(), HOSTILE_NAME)
  await mkdir(data)
  const file = join(await folder(), 'mine.json')
  await writeFile(file, GOOD)
  expect((await says(['monitors', 'import', file, '--local', data])).code).toBe(0)
  const again = await says(['monitors', 'add', file, '--local', data])
  expectTame(again.err)
  expectTame((await says(['monitors', 'export', join(await folder(), 'out.json'), '--local', data])).out)
})

test('nor what was typed as an option', async () => {
  const local = npmStart([`--${HOSTILE_NAME}`])
  expect(await local.exit).toBe(2)
  expect(local.said.err.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  const { err } = await says(['monitors', 'list', `--${HOSTILE_NAME}`])
  expect(err.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(err).not.toContain('all is well')
})

test('nor the name of a monitor, in whatever form it is shown', async () => {
  const data = join(await folder(), 'data')
  const file = join(await folder(), 'mine.json')
  const name = 'paid \u202eno\u2069 \u200f\u{e0041}'
  await writeFile(file, JSON.stringify([definition('shop', { name, note: name, smtp: undefined })]))
  expect((await says(['monitors', 'import', file, '--local', data])).code).toBe(0)
  for (const args of [
    ['list'],
    ['show', 'shop'],
    ['export'],
    ['list', '--json'],
    ['export', '--format', 'json'],
  ]) {
    const { out } = await says(['monitors', ...args, '--local', data])
    expect(out).toMatch(/paid/)
    expect(out.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  }
})

test('nor does what the environment says, in an error that nobody foresaw', async () => {
  const env = { AWS_REGION: HOSTILE_NAME, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
  const { code, out, err } = await roundtrip(['monitors', 'list'], env).ended()
  expect(code).toBe(3)
  expect((out + err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
})
