import { SchedulerClient } from '@aws-sdk/client-scheduler'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { schedulerSchedules } from '../../../shared/adapters/aws/scheduler-schedules.ts'
import { reconcile } from '../../../shared/app/monitors/reconcile-all.ts'
import { reconcileMonitor } from '../../../shared/app/monitors/reconcile-monitor.ts'
import { failingRegion } from '../../support/aws/failing-region.ts'
import { type StoredSchedule, schedulerEndpoint } from '../../support/aws/scheduler-endpoint.ts'
import type { AwsFault } from '../../support/fault-proxy/fault-plan.ts'
import { HOME, type ReconcileWorld, reconcileWorld } from '../../support/worlds/reconcile-world.ts'
import { BERLIN, OREGON, portsOf } from '../../support/worlds/reconciled-rows.ts'
import { registered } from '../../support/worlds/registered.ts'

/** The Scheduler of one Region, and what stands there. */
async function regionOfSchedules(now: () => number) {
  const stored = new Map<string, StoredSchedule>()
  const behind = await schedulerEndpoint(stored, now)
  return { stored, ...(await failingRegion(SchedulerClient, behind)) }
}

type Region = Awaited<ReturnType<typeof regionOfSchedules>>

const EVERYWHERE = [registered(HOME), BERLIN, OREGON]

let world: ReconcileWorld
let regions: Record<string, Region>

beforeEach(async () => {
  world = reconcileWorld()
  regions = {}
  for (const { region } of EVERYWHERE) {
    regions[region] = await regionOfSchedules(() => world.clock.now())
  }
})
afterEach(async () => {
  for (const region of Object.values(regions)) await region.close()
})

function at(region: string | undefined): Region {
  const found = regions[region ?? '']
  if (!found) throw new Error(`there is no Region ${String(region)}`)
  return found
}

/** As the function has them: a client a Region, and what each location has registered. */
function ports() {
  const targets = Object.fromEntries(EVERYWHERE.map((one) => [one.name, { ...one, beside: true } as const]))
  const schedules = schedulerSchedules({
    clientOf: (region) => at(region).client(),
    clock: world.clock,
    targets,
  })
  return portsOf({ ...world.ports, schedules })
}

/** What stands in each Region, by location: its interval. */
const standing = () =>
  EVERYWHERE.map(({ region, name }) => [
    name,
    [...at(region).stored.values()].map(({ Name, GroupName, ScheduleExpression }) => [
      Name,
      GroupName,
      ScheduleExpression,
    ]),
  ])

const wanted = (locations: readonly string[], interval: string) =>
  EVERYWHERE.map(({ name }) => [
    name,
    locations.includes(name) ? [['inbox', `Mail-${name}`, `rate(${interval})`]] : [],
  ])

const FAULTS: readonly AwsFault[] = [
  'fails before',
  'fails after',
  'answer lost',
  'silent before',
  'silent after',
]

const CHANGES = [
  { title: 'put', before: undefined, after: { locations: ['home', 'berlin', 'us-west-2'] } },
  {
    title: 'changed',
    before: { locations: ['home', 'berlin', 'us-west-2'] },
    after: { locations: ['home', 'berlin', 'us-west-2'], intervalMinutes: 60 },
  },
  { title: 'moved', before: { locations: ['home', 'berlin'] }, after: { locations: ['us-west-2'] } },
  { title: 'removed', before: { locations: ['berlin', 'us-west-2'] }, after: undefined },
] as const

describe.each(FAULTS)('while each call to another Region %s', (fault) => {
  test.each(CHANGES)(
    'a row that is $title is served elsewhere, and there afterwards, once',
    async ({ before, after }) => {
      if (before) {
        await world.write(before)
        await reconcileMonitor('inbox', ports())
      }
      await world.write(after)
      at('eu-central-1').fail(fault)
      for (let tries = 0; tries < 2; tries += 1) {
        await expect(reconcileMonitor('inbox', ports())).rejects.toMatchObject({ locations: ['berlin'] })
      }
      const minutes = after && 'intervalMinutes' in after ? '60 minutes' : '10 minutes'
      const names = (after?.locations ?? []).map((name) => (name === 'home' ? HOME : name))
      const others = ([name]: readonly unknown[]) => name !== 'berlin'
      expect(standing().filter(others)).toEqual(wanted(names, minutes).filter(others))
      at('eu-central-1').behave()
      await reconcileMonitor('inbox', ports())
      expect(standing()).toEqual(wanted(names, minutes))
    },
  )

  test('the night names it, and leaves what stands there', async () => {
    await world.write({ locations: ['home', 'berlin'] })
    await reconcileMonitor('inbox', ports())
    at(HOME).stored.clear()
    at('eu-central-1').fail(fault)
    const { failures, unanswered } = await reconcile(ports())
    expect(failures).toEqual([])
    expect(unanswered).toMatchObject([{ location: 'berlin' }])
    expect(standing()).toEqual(wanted([HOME, 'berlin'], '10 minutes'))
  })
})
