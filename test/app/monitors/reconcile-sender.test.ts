import { expect, test } from 'vitest'

import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { rulesInForce } from '../../../shared/app/monitors/rules-in-force.ts'
import { type ReconcileWorld, reconcileWorld } from '../../support/worlds/reconcile-world.ts'

const WITHOUT = { smtp: undefined }

/** The rows one after the other, each followed where there is a built-in sender or not. */
async function followed(
  builtInSender: boolean,
  changes: readonly object[],
  managedBy: 'stack' | 'table' = 'table',
) {
  const world = reconcileWorld()
  const follow = () => reconcileMonitor('inbox', { ...world.ports, builtInSender })
  for (const change of changes) {
    await world.write({ ...change }, managedBy)
    await follow()
  }
  return world
}

const problemsAt = async ({ runs }: ReconcileWorld) =>
  (await runs.findState('inbox'))?.misconfigured?.problems.map(({ path }) => path)

async function inForce({ monitors, ports }: ReconcileWorld, builtInSender: boolean) {
  const row = await monitors.find('inbox')
  return row && (await rulesInForce(row, { ...ports, builtInSender })).parsed
}

test('a row without smtp runs where there is a built-in sender', async () => {
  const world = await followed(true, [WITHOUT])
  expect(world.schedules.standing.size).toBe(1)
  expect(await problemsAt(world)).toBeUndefined()
  const parsed = await inForce(world, true)
  expect(parsed).toMatchObject({ ok: true })
  expect(parsed?.ok && parsed.monitor).not.toHaveProperty('smtp')
})

test('where there is none it is misconfigured, and what was accepted before stays in force', async () => {
  const world = await followed(false, [{}, WITHOUT])
  expect(await problemsAt(world)).toEqual(['smtp'])
  expect(await inForce(world, false)).toMatchObject({ ok: true, monitor: { smtp: { server: {} } } })
})

test('one that was accepted is not in force any more once its sender is gone', async () => {
  const world = await followed(true, [WITHOUT])
  expect(await inForce(world, false)).toMatchObject({ ok: false, problems: [{ path: 'smtp' }] })
})

test('a row of the stack file, which synth has looked at, may stand before the sender is deployed', async () => {
  const world = await followed(false, [WITHOUT], 'stack')
  expect(await problemsAt(world)).toBeUndefined()
})
