import { DeleteScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { type Drained, type Schedule, lab } from '../account/lab.ts'
import { manyMonitors } from '../monitors/many-monitors.ts'
import { anyStack } from '../account/shared-stack.ts'
import { WAYS, callsOf, strike } from './struck-calls.ts'
import { strikeAll, struckMonitors, titled } from './struck-monitors.ts'

const stack = await anyStack()
const { runs } = stack.ports
const group = `${stack.name}-${stack.location}`
const { id: schedules } = await stack.resource('AWS::Lambda::Function', 'ReconcilerFunction')
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const struck = await withVariables(schedules, endpointVariables(proxy.url))
const monitors = await manyMonitors(stack)

afterAll(async () => {
  await struck.restore()
  await proxy.close()
  await monitors.removeAll()
})

async function schedulesByName(): Promise<ReadonlyMap<string, Schedule>> {
  const all = (await lab.schedules()).filter((one) => one.kind === 'schedule' && one.group === group)
  return new Map(all.map((one) => [one.name, one]))
}

// First, while there are few monitors to look at.
describe('drift is repaired at night when a call', () => {
  const cases = ['dynamodb Scan #1', 'scheduler ListSchedules #1'].flatMap((at) =>
    WAYS.map((way) => ({ at, way })),
  )
  beforeAll(() => monitors.write(['drifted']))

  test.each(cases)('$way.title: $at', async ({ at, way }) => {
    await new SchedulerClient({}).send(new DeleteScheduleCommand({ Name: 'drifted', GroupName: group }))
    const striking = strike(proxy, at, way)
    const { targets } = await lab.fire({ rule: 'ReconcilerNightly' })
    expect(striking.struck, 'the call came').toBe(true)
    expect(targets).toMatchObject([{ error: false, attempts: way.attempts === 'all' ? 2 : 1 }])
    expect((await schedulesByName()).get('drifted')).toMatchObject({ state: 'ENABLED' })
  })
})

/** What happens to a row, and what its schedule is then. */
const CHANGES = [
  {
    title: 'put',
    stands: false,
    change: (ids: readonly string[]) => monitors.write(ids),
    schedule: { expression: 'rate(10 minutes)', state: 'ENABLED' },
  },
  {
    title: 'changed',
    stands: true,
    change: (ids: readonly string[]) => monitors.write(ids, { intervalMinutes: 60, enabled: false }),
    schedule: { expression: 'rate(60 minutes)', state: 'DISABLED' },
  },
  { title: 'removed', stands: true, change: monitors.remove, schedule: undefined },
]

for (const { title, stands, change, schedule } of CHANGES) {
  // In no call by chance: it tells the calls about the row.
  const sample = `row-${title}`
  if (stands) await monitors.write([sample])
  const all = struckMonitors(sample, await callsOf(proxy, sample, () => change([sample])))

  describe(`a row that is ${title} is followed when a call`, () => {
    let strikings: ReturnType<typeof strikeAll>
    let drained: readonly Drained[]
    let standing: Awaited<ReturnType<typeof schedulesByName>>
    beforeAll(async () => {
      const ids = all.map(({ monitorId }) => monitorId)
      if (stands) await monitors.write(ids)
      strikings = strikeAll(proxy, all)
      drained = await change(ids)
      standing = await schedulesByName()
    })

    test.each(titled(all))('$title', async ({ monitorId }) => {
      expect(strikings.get(monitorId)?.struck, 'the call came').toBe(true)
      const found = standing.get(monitorId)
      if (schedule) expect(found).toMatchObject(schedule)
      else expect(found).toBeUndefined()
      const accepted = await runs.findAccepted(monitorId)
      expect(accepted !== undefined, 'its definition is accepted').toBe(schedule !== undefined)
      const watched = Object.keys((await runs.findState(monitorId))?.expected ?? {})
      expect(watched).toEqual(schedule?.state === 'ENABLED' ? [stack.location] : [])
    })

    test('and no record is given up', () => {
      expect(
        drained.filter(({ blocked, deadLettered }) => blocked !== undefined || deadLettered > 0),
      ).toEqual([])
    })
  })
}
