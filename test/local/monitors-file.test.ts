import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

import { CannotStart } from '../../local/cannot-start.ts'
import { readMonitorsFile } from '../../local/monitors-file.ts'

async function file(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtrip-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test.each([
  ['mine.json', '[{ "monitorId": "shop" }]'],
  ['mine.mjs', 'export const monitors = [{ monitorId: "shop" }]'],
  ['mine.ts', 'export const monitors: readonly object[] = [{ monitorId: "shop" }]'],
])('%s is read as it was written', async (name, text) => {
  expect(await readMonitorsFile(await file(name, text))).toEqual([{ monitorId: 'shop' }])
})

test.each([
  ['mine.json', '{ "monitors": [] }', /does not hold a list of monitors\.$/],
  ['mine.json', '[{ oops', /cannot be parsed; npx roundtrip validate/],
  ['mine.mjs', 'export const others = []', /does not hold a list of monitors\.$/],
  ['mine.mjs', 'throw new Error("first line\\nsecond line")', /cannot be read: first line$/],
  ['mine.yaml', '- monitorId: shop', /is no \.json, \.ts or \.js file\.$/],
])('%s holding %j is one clear sentence', async (name, text, sentence) => {
  const path = await file(name, text)
  const error = await readMonitorsFile(path).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(CannotStart)
  expect((error as CannotStart).message).toMatch(sentence)
  expect((error as CannotStart).message).toContain(path)
})

test.each(['nowhere.json', 'nowhere.mjs'])(
  'a file that is not there is one clear sentence: %s',
  async (name) => {
    const path = join(await file('x', ''), '..', name)
    await expect(readMonitorsFile(path)).rejects.toThrow(/nowhere\.m?js(on)? cannot be read: /)
  },
)
