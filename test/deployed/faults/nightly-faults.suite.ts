import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { dayOf } from '../../../shared/core/history/day.ts'
import { daysBefore, isoDayOf } from '../../../shared/core/time/iso-day.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { forEach } from '../account/for-each.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { type Fired, lab } from '../account/lab.ts'
import { manyMonitors } from '../monitors/many-monitors.ts'
import { anyStack } from '../account/shared-stack.ts'
import { WAYS, callsOf, strike } from './struck-calls.ts'
import { strikeAll, struckMonitors, titled } from './struck-monitors.ts'

const stack = await anyStack()
const { runs } = stack.ports
const { location } = stack
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const struck = await withVariables(stack.output('NightlyFunction'), endpointVariables(proxy.url))
const monitors = await manyMonitors(stack)

afterAll(async () => {
  await struck.restore()
  await proxy.close()
  await monitors.removeAll()
})

const day = daysBefore(isoDayOf(Date.now()), 1)
const tonight = Date.parse(`${day}T00:30:00Z`) + 24 * 60 * MINUTE

const night = (): Promise<Fired> => lab.fire({ rule: 'NightlyRule', time: tonight })

function resultsOf(monitorId: string) {
  const noon = Date.parse(`${day}T12:00:00Z`)
  return [
    deliveredResult({ monitorId, location, scheduledAt: noon }),
    lostResult({ monitorId, location, scheduledAt: noon + 10 * MINUTE }),
  ]
}

/** Monitors with two runs yesterday. */
async function prepare(monitorIds: readonly string[]): Promise<void> {
  await monitors.write(monitorIds)
  await forEach(monitorIds.flatMap(resultsOf), runs.putResult)
}

/** However often it was tried. */
async function expectDayMade(monitorId: string): Promise<void> {
  const [made] = await runs.findDays(monitorId, day, day)
  expect(made).toEqual(dayOf(monitorId, day, resultsOf(monitorId), made?.version))
  expect((await runs.findSummary(monitorId))?.lastDay).toBe(day)
}

await prepare(['summed'])
const all = struckMonitors('summed', await callsOf(proxy, 'summed', night))
const listed = WAYS.map((way, index) => ({ way, monitorId: `listed-${String(index)}` }))

describe('the day of a monitor is made when a call', () => {
  let strikings: ReturnType<typeof strikeAll>
  beforeAll(async () => {
    await prepare(all.map(({ monitorId }) => monitorId))
    strikings = strikeAll(proxy, all)
    expect((await night()).targets).toMatchObject([{ error: false, attempts: 2 }])
  })

  test.each(titled(all))('$title', async ({ monitorId }) => {
    expect(strikings.get(monitorId)?.struck, 'the call came').toBe(true)
    await expectDayMade(monitorId)
  })
})

describe('the days of all monitors are made when the list of them', () => {
  test.each(listed)('$way.title', async ({ way, monitorId }) => {
    await prepare([monitorId])
    const striking = strike(proxy, 'dynamodb Scan #1', way)
    const { targets } = await night()
    expect(striking.struck, 'the call came').toBe(true)
    expect(targets).toMatchObject([{ error: false, attempts: way.attempts === 'all' ? 2 : 1 }])
    await expectDayMade(monitorId)
  })
})
