import { expect, test } from 'vitest'

import { alertLog } from '../../../shared/app/alerts/alert-log.ts'
import type { LogLine } from '../../../shared/core/run/run.ts'
import type { Transition } from '../../../shared/core/judging/state.ts'
import { handleRun } from '../../../shared/app/run/handle-run.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { LOGS } from '../../support/servers/dialogue-logs.ts'
import { CASES } from '../../support/alerts/worded-cases.ts'
import { handle, runWorld } from '../../support/worlds/run-world.ts'

const SAID = /Dialogue \(C: the monitor, S: the server\):\n(?: {2}(?:C: |S: |-- ).*\n)+/

async function losing() {
  const world = await runWorld({ intervalMinutes: 1, timeoutSeconds: 20 })
  world.mail.transitMs = Infinity
  return world
}

test('an alert quotes the dialogue of the run behind it', async () => {
  const world = await losing()
  world.ports.runs = { ...world.runs, findLog: () => Promise.resolve(LOGS['message-not-delivered']) }
  await handle(world)
  const [opened] = world.published
  expect(opened?.text).toMatch(SAID)
  const { dialogue } = JSON.parse(opened?.json ?? '') as { dialogue: string[] }
  expect(dialogue).toContain('S: 250 2.0.0 Ok: queued as 4F1D2C')
})

test('an alert goes out without the dialogue where its log cannot be read', async () => {
  const world = await losing()
  world.ports.runs = { ...world.runs, findLog: () => Promise.reject(new Error('table busy')) }
  await handle(world)
  expect(world.published).toHaveLength(1)
  expect(world.published[0]?.text).not.toMatch(SAID)
})

test('an alert waits 5 s for the log, and no longer', async () => {
  const world = await losing()
  world.ports.runs = { ...world.runs, findLog: () => new Promise<LogLine[]>(() => undefined) }
  const before = world.clock.now()
  await world.clock.runUntil(handleRun(world.request, world.ports))
  expect(world.published).toHaveLength(1)
  expect(world.clock.now() - before).toBeGreaterThanOrEqual(24 * SECOND)
  expect(world.clock.now() - before).toBeLessThan(27 * SECOND)
})

test('the log is read of what quotes it, and of nothing else', async () => {
  const { clock, runs } = await runWorld()
  const read: Transition[] = []
  for (const { alert } of Object.values(CASES)) {
    const findLog = () => {
      read.push(alert.transition)
      return Promise.resolve([])
    }
    await alertLog(alert, { clock, runs: { ...runs, findLog } })
  }
  expect([...new Set(read)].sort()).toEqual(['inconclusive', 'opened', 'repeated'])
})
