import { afterAll, expect, test } from 'vitest'

import { roundtrip } from '../cli/roundtrip-process.ts'
import { fileOf } from '../support/temporary-files.ts'
import { lab } from './account/lab.ts'
import { anyStack, mail } from './account/shared-stack.ts'
import { tableRows } from './monitors/table-rows.ts'

const stack = await anyStack()
const rows = tableRows(stack)
const group = `${stack.name}-${stack.location}`
afterAll(async () => {
  for (const name of ['typed', 'imported']) await rows.remove(name)
  await lab.drain()
})

/**
 * `npx roundtrip monitors` against the deployed stack, in a process of its own; then what it wrote is
 * followed.
 */
async function monitors(...args: string[]): Promise<string> {
  const said = await roundtrip(['monitors', ...args], process.env as Record<string, string>).ended()
  expect(said, said.err).toMatchObject({ code: 0 })
  await lab.drain()
  return said.out
}

async function stateOf(monitorId: string): Promise<string | undefined> {
  const all = await lab.schedules()
  return all.find((one) => one.group === group && one.name === monitorId)?.state
}

test('a monitor that is imported has its schedule, is listed, paused, resumed, exported and removed', async () => {
  const file = await fileOf('monitors.json', JSON.stringify([mail.monitor('imported')]))
  await monitors('import', file)
  expect(await stateOf('imported')).toBe('ENABLED')
  expect(await monitors('list')).toMatch(/^imported\t.*\ttable\t.*\tenabled/m)

  await monitors('pause', 'imported', '--for', '2h')
  expect((await stack.ports.monitors.find('imported'))?.definition).toHaveProperty('pausedUntil')
  expect(await monitors('list')).toMatch(/^imported\t.*\tpaused until /m)
  await monitors('resume', 'imported')
  expect(await monitors('export', '--format', 'yaml')).toContain('monitorId: imported')

  await monitors('remove', 'imported', '--yes')
  expect(await stateOf('imported')).toBeUndefined()
})

test('a monitor that is edited is followed', async () => {
  await rows.put(mail.monitor('typed'))
  await monitors('edit', 'typed', '--set', 'enabled=false')
  expect(await stateOf('typed')).toBe('DISABLED')
})

test('a monitor of the stack is paused and resumed, and nothing else', async () => {
  const [ofStack] = (await stack.ports.monitors.list()).filter(({ managedBy }) => managedBy === 'stack')
  const id = ofStack?.monitorId ?? ''
  await monitors('pause', id)
  await monitors('resume', id)
  const said = await roundtrip(
    ['monitors', 'remove', id, '--yes'],
    process.env as Record<string, string>,
  ).ended()
  expect(said.code).toBe(1)
  expect(said.err).toContain('cdk/monitors.ts')
})
