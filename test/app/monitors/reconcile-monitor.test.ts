import { describe, expect, test } from 'vitest'

import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { judgeResults } from '../../../shared/app/run/judge-results.ts'
import { syncMonitors } from '../../../shared/app/monitors/sync-monitors.ts'
import { silentAfter } from '../../../shared/core/judging/silence.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { lostResult } from '../../contracts/run-fixtures.ts'
import {
  HOME,
  type ReconcileWorld,
  TABLE_DEFINITION,
  reconcileWorld,
} from '../../support/worlds/reconcile-world.ts'

const RHYTHM = { intervalMinutes: 10, timeoutSeconds: 300 }

async function followed(...changes: Parameters<ReconcileWorld['write']>[0][]): Promise<ReconcileWorld> {
  const world = reconcileWorld()
  for (const change of changes) {
    await world.write(change)
    await reconcileMonitor('inbox', world.ports)
  }
  return world
}

const state = (world: ReconcileWorld) => world.runs.findState('inbox')

describe('a row of the table', () => {
  test('gets a schedule at home, is accepted, and its first result is expected', async () => {
    const world = await followed({})
    expect([...world.schedules.standing.values()]).toEqual([
      { monitorId: 'inbox', location: HOME, intervalMinutes: 10, enabled: true },
    ])
    expect(await world.runs.findAccepted('inbox')).toEqual({
      definition: TABLE_DEFINITION,
      managedBy: 'table',
      acceptedAt: world.clock.now(),
    })
    expect((await state(world))?.expected).toEqual({ [HOME]: silentAfter(world.clock.now(), RHYTHM) })
  })

  test('that changes changes its schedule', async () => {
    const world = await followed({}, { intervalMinutes: 30 })
    expect([...world.schedules.standing.values()]).toMatchObject([{ intervalMinutes: 30 }])
  })

  test('that is disabled keeps a schedule that starts nothing, and nothing is expected', async () => {
    const world = await followed({}, { enabled: false })
    expect([...world.schedules.standing.values()]).toMatchObject([{ enabled: false }])
    expect((await state(world))?.expected).toEqual({})
  })

  test('that is gone leaves no schedule, no accepted definition, and nothing expected', async () => {
    const world = await followed({}, undefined)
    expect(world.schedules.standing.size).toBe(0)
    expect(await world.runs.findAccepted('inbox')).toBeUndefined()
    expect((await state(world))?.expected).toEqual({})
  })

  test('that is gone has its last two days added up, which no night would do any more', async () => {
    const world = await followed({})
    const result = { ...lostResult(), scheduledAt: world.clock.now() - 1000 }
    await world.runs.putResult(result)
    await judgeResults('inbox', 'local', { policies: [] }, world.ports)
    await world.write(undefined)
    await reconcileMonitor('inbox', world.ports)
    const day = isoDayOf(result.scheduledAt)
    expect(await world.runs.findDays('inbox', day, day)).toHaveLength(1)
  })

  test('that is gone before it was ever followed leaves nothing at all', async () => {
    const world = await followed(undefined)
    expect(await state(world)).toBeUndefined()
  })

  test('followed again writes nothing', async () => {
    const world = await followed({})
    const before = await state(world)
    await world.clock.advance(MINUTE)
    await reconcileMonitor('inbox', world.ports)
    expect(await state(world)).toEqual(before)
  })
})

describe('a row of the stack', () => {
  test('has rules and no schedule, also when it was the table’s before', async () => {
    const world = await followed({})
    await world.write({}, 'stack')
    await reconcileMonitor('inbox', world.ports)
    expect(world.schedules.standing.size).toBe(0)
    expect((await state(world))?.expected).toHaveProperty(HOME)
  })
})

describe('a row of the stack that is gone', () => {
  async function ofStack(): Promise<ReconcileWorld> {
    const world = reconcileWorld()
    await world.write({}, 'stack')
    await reconcileMonitor('inbox', world.ports)
    return world
  }

  test('by hand is told once, with what to do, since its rule goes on and runs nothing', async () => {
    const world = await ofStack()
    await world.write(undefined)
    for (let again = 0; again < 2; again += 1) await reconcileMonitor('inbox', world.ports)
    const { misconfigured, expected, owed } = (await state(world)) ?? {}
    expect(misconfigured?.problems).toMatchObject([
      { message: expect.stringContaining('removed by hand') as string },
    ])
    expect(expected).toEqual({})
    expect(owed?.map(({ transition }) => transition)).toEqual(['misconfigured'])
    await world.write({}, 'stack')
    await reconcileMonitor('inbox', world.ports)
    expect(await state(world)).not.toHaveProperty('misconfigured')
  })

  test('by a deploy is told to nobody', async () => {
    const world = await ofStack()
    await syncMonitors([], world.monitors, { beforeRemoval: world.runs.dropAccepted })
    await reconcileMonitor('inbox', world.ports)
    expect(await world.runs.findAccepted('inbox')).toBeUndefined()
    expect((await state(world))?.owed).toEqual([])
  })
})

describe('a row with mistakes', () => {
  const BROKEN = { intervalMinutes: 0, mailbox: 'nowhere' }

  test('changes nothing that runs, and shows all its mistakes', async () => {
    const world = await followed({})
    const schedules = [...world.schedules.standing.values()]
    await world.write(BROKEN)
    await reconcileMonitor('inbox', world.ports)
    expect([...world.schedules.standing.values()]).toEqual(schedules)
    expect((await world.runs.findAccepted('inbox'))?.definition).toEqual(TABLE_DEFINITION)
    const { misconfigured, expected } = (await state(world)) ?? {}
    expect(misconfigured?.problems.map(({ path }) => path).sort()).toEqual(['intervalMinutes', 'mailbox'])
    expect(expected).toHaveProperty(HOME)
  })

  test('raises one alert, however often it is followed', async () => {
    const world = await followed({}, BROKEN, BROKEN, { ...BROKEN, timeoutSeconds: 1 })
    expect((await state(world))?.owed.map(({ transition }) => transition)).toEqual(['misconfigured'])
  })

  test('from the first has no schedule', async () => {
    const world = await followed(BROKEN)
    expect(world.schedules.standing.size).toBe(0)
  })

  test('heals when it is mended, and takes effect', async () => {
    const world = await followed({}, BROKEN, { intervalMinutes: 20 })
    expect(await state(world)).not.toHaveProperty('misconfigured')
    expect([...world.schedules.standing.values()]).toMatchObject([{ intervalMinutes: 20 }])
  })

  test('that is removed is misconfigured no more, and its schedule is gone', async () => {
    const world = await followed({}, BROKEN, undefined)
    expect(await state(world)).not.toHaveProperty('misconfigured')
    expect(world.schedules.standing.size).toBe(0)
  })
})

test('a row that changes while it is followed is followed again, so that the last write wins', async () => {
  const world = reconcileWorld()
  await world.write({})
  let writes = 0
  const schedules = {
    ...world.schedules,
    async put(schedule: Parameters<typeof world.schedules.put>[0]) {
      if (writes++ === 0) await world.write({ intervalMinutes: 45 })
      await world.schedules.put(schedule)
    },
  }
  await reconcileMonitor('inbox', { ...world.ports, schedules })
  expect([...world.schedules.standing.values()]).toMatchObject([{ intervalMinutes: 45 }])
})

test('a row that never comes to rest is given up with its name', async () => {
  const world = reconcileWorld()
  await world.write({})
  let interval = 10
  const schedules = {
    ...world.schedules,
    put: () => world.write({ intervalMinutes: (interval += 1) }),
  }
  await expect(reconcileMonitor('inbox', { ...world.ports, schedules })).rejects.toThrow(
    'monitor inbox changed 10 times',
  )
})

describe('reconcile', () => {
  test('repairs drift both ways: schedules without a row, rows without a schedule', async () => {
    const world = await followed({})
    world.schedules.standing.clear()
    await world.schedules.put({ monitorId: 'ghost', location: HOME, intervalMinutes: 5, enabled: true })
    expect(await reconcile(world.ports)).toEqual({ monitors: 2, failures: [], unanswered: [] })
    expect([...world.schedules.standing.values()].map(({ monitorId }) => monitorId)).toEqual(['inbox'])
  })

  test('goes on where one monitor fails, and names it', async () => {
    const world = await followed({})
    const other = { ...TABLE_DEFINITION, monitorId: 'other' }
    await world.monitors.put(
      { monitorId: 'other', managedBy: 'table', revision: 1, definition: other },
      undefined,
    )
    const put: typeof world.schedules.put = (schedule) =>
      schedule.monitorId === 'inbox' ? Promise.reject(new Error('no')) : world.schedules.put(schedule)
    const { failures } = await reconcile({ ...world.ports, schedules: { ...world.schedules, put } })
    expect(failures.map(({ message }) => message)).toEqual(['monitor inbox could not be followed'])
    expect(world.schedules.standing.has(`${HOME} other`)).toBe(true)
  })
})
