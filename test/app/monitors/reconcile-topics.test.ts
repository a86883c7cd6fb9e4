import { describe, expect, test } from 'vitest'

import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { rulesInForce } from '../../../shared/app/monitors/rules-in-force.ts'
import { type ReconcileWorld, reconcileWorld } from '../../support/worlds/reconcile-world.ts'

const topics = ['alerts', 'oncall']

async function knowing(
  names: readonly string[] | undefined,
  ...changes: Parameters<ReconcileWorld['write']>[0][]
) {
  const world = reconcileWorld()
  for (const change of changes) {
    await world.write(change)
    await reconcileMonitor('inbox', { ...world.ports, ...(names && { topics: names }) })
  }
  return world
}

const state = (world: ReconcileWorld) => world.runs.findState('inbox')

/** The definition in force as the row stands now. */
async function inForce(world: ReconcileWorld, names = topics) {
  const row = await world.monitors.find('inbox')
  return row && (await rulesInForce(row, { ...world.ports, topics: names })).parsed
}

describe('a row that names a topic', () => {
  test('which is there is accepted', async () => {
    const world = await knowing(topics, { alerts: [{ topic: 'oncall' }] })
    expect(world.schedules.standing.size).toBe(1)
    expect(await state(world)).not.toHaveProperty('misconfigured')
  })

  test('which is not there is misconfigured, told once, and the definition before stays in force', async () => {
    const world = await knowing(topics, {}, { alerts: [{}, { topic: 'onkall' }], intervalMinutes: 30 })
    await reconcileMonitor('inbox', { ...world.ports, topics })
    const { misconfigured, owed } = (await state(world)) ?? {}
    expect(misconfigured?.problems).toEqual([
      {
        path: 'alerts[1].topic',
        message: 'expected one of alerts, oncall, got "onkall"; did you mean oncall?',
      },
    ])
    expect(owed?.map(({ transition, topic }) => [transition, topic])).toEqual([['misconfigured', 'alerts']])
    expect([...world.schedules.standing.values()]).toMatchObject([{ intervalMinutes: 10 }])
    expect(await inForce(world)).toMatchObject({
      ok: true,
      monitor: { intervalMinutes: 10, alerts: [{ topic: 'alerts' }] },
    })
  })

  test('from its first moment on has nothing in force', async () => {
    const world = await knowing(topics, { alerts: [{ topic: 'onkall' }] })
    expect(world.schedules.standing.size).toBe(0)
    expect(await inForce(world)).toMatchObject({ ok: false, problems: [{ path: 'alerts[0].topic' }] })
  })

  test('which a deploy took away is misconfigured, and runs go on by that very definition', async () => {
    const world = await knowing(topics, { alerts: [{ topic: 'oncall' }] })
    const left = { ...world.ports, topics: ['alerts'] }
    await reconcile(left)
    expect((await state(world))?.misconfigured?.problems).toMatchObject([{ path: 'alerts[0].topic' }])
    expect(world.schedules.standing.size).toBe(1)
    expect(await inForce(world, left.topics)).toMatchObject({
      ok: true,
      monitor: { alerts: [{ topic: 'oncall' }] },
    })
    await reconcile({ ...world.ports, topics })
    expect(await state(world)).not.toHaveProperty('misconfigured')
  })

  test('may name any where there are none to be published to', async () => {
    const world = await knowing(undefined, { alerts: [{ topic: 'whatever' }] })
    expect(await state(world)).not.toHaveProperty('misconfigured')
  })
})
