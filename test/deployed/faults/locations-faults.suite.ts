import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Settings } from '../../../cdk/settings/settings-shape.ts'
import { MINUTE, SECOND } from '../../../shared/core/time/units.ts'
import { locationNames } from '../../../shared/core/location/location-names.ts'
import { openRun } from '../../contracts/run-fixtures.ts'
import type { Striking } from '../../support/fault-proxy/fault-plan.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { letTimePass } from '../account/ageing.ts'
import { cdkDestroy } from '../account/cdk.ts'
import { forEach } from '../account/for-each.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { type Drained, type Schedule, lab } from '../account/lab.ts'
import { HOME, NEAR, appWith, bootstrapAll, deployed, stackAt } from '../account/several-regions.ts'
import { mail } from '../account/shared-stack.ts'
import { minutesAgo } from '../account/stack.ts'
import { manyMonitors } from '../monitors/many-monitors.ts'
import { type Verdict, expectOneRun } from '../monitors/run-verdict.ts'
import { monitorsDue } from './healing.ts'
import { type CallName, WAYS_AFAR, callsOf, strike } from './struck-calls.ts'
import { type StruckMonitor, strikeAll, struckMonitors, titled } from './struck-monitors.ts'

const near = appWith({ [NEAR]: {} }, [NEAR])
const APP = { ...near, settings: { ...(near.settings as Settings), alertCap: 500 } }

await bootstrapAll()
const stack = await deployed(APP)
const { runs } = stack.ports
const monitors = await manyMonitors(stack)
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')

const functionNamed = async (logicalId: string) =>
  (await stack.resource('AWS::Lambda::Function', logicalId)).id
const variables = endpointVariables(proxy.url)
const probe = await withVariables(locationNames(stack.name, NEAR).probe, variables, NEAR)
const struck = [
  probe,
  await withVariables(await functionNamed('ReconcilerFunction'), variables),
  await withVariables(await functionNamed('Watchdog'), variables),
]

afterAll(async () => {
  mail.faults.clear()
  for (const one of struck) await one.restore()
  await monitors.removeAll()
  await proxy.close()
  await cdkDestroy(APP)
}, 600_000)

/** Where the runs are looked for. */
const there = { ...stack, location: NEAR }

const idsOf = (all: readonly StruckMonitor[]) => all.map(({ monitorId }) => monitorId)

async function pass(): Promise<void> {
  await lab.fire({ rule: `${stack.name}-WatchdogEveryMinute` })
  await lab.drain()
}

/** Claims lapse, and the watchdog passes, twice. */
async function heal(monitorIds: readonly string[]): Promise<void> {
  for (let times = 0; times < 2; times += 1) {
    const due = await monitorsDue(runs, stack.ports.clock.now() + 2 * MINUTE)
    const left = monitorIds.filter((monitorId) => due.has(monitorId))
    if (left.length === 0) return
    await forEach(left, (monitorId) => letTimePass(stack, monitorId, 2 * MINUTE))
    await pass()
  }
}

const fired = (monitorId: string) =>
  lab.fire({ schedule: monitorId, group: stackAt(NEAR), region: NEAR, time: minutesAgo(1) })

const written = (ids: readonly string[]) => monitors.write(ids, { locations: [NEAR], timeoutSeconds: 20 })

/** What a run at a location needs of home beside its tables. */
const FROM_HOME = [
  {
    title: 'reads a secret of home',
    id: 'secret',
    call: 'ssm GetParameters #1',
    refused: false,
    verdict: { outcome: 'delivered', alerts: [] },
  },
  {
    title: 'publishes an alert at home',
    id: 'alert',
    call: 'sns Publish #1',
    refused: true,
    verdict: { outcome: 'failed', reason: 'recipient-rejected', alerts: ['opened'] },
  },
] as const satisfies { verdict: Verdict; [field: string]: unknown }[]

describe.each(FROM_HOME)("a location's probe $title when the call", ({ id, call, refused, verdict }) => {
  test.each(WAYS_AFAR)('$title', async (way) => {
    mail.faults.clear()
    if (refused) mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Not today' }, { times: Infinity })
    const monitorId = `${id}-${String(WAYS_AFAR.indexOf(way))}`
    await written([monitorId])
    await probe.newProcesses()
    const striking = strike(proxy, call, way)
    await fired(monitorId)
    await heal([monitorId])
    expect(striking.struck, 'the call came').toBe(true)
    const mayBeInconclusive = way.attempts === 'all' && !refused
    await expectOneRun(there, monitorId, verdict, { alertsBefore: 0, mayBeInconclusive })
  })
})

/** Other suites strike the calls of home's functions within home. */
const isAbroad = (call: CallName) => /^(scheduler|lambda) /.test(call)

/** What happens to a row of two Regions, and what stands in each then. */
const CHANGES = [
  { title: 'put', stands: false, changes: { locations: ['home', NEAR] }, at: [HOME, NEAR] },
  { title: 'moved', stands: true, changes: { locations: ['home'], intervalMinutes: 60 }, at: [HOME] },
  { title: 'removed', stands: true, changes: undefined, at: [] },
] as const

for (const { title, stands, changes, at } of CHANGES) {
  const sample = `row-${title}`
  const change = (ids: readonly string[]) => (changes ? monitors.write(ids, changes) : monitors.remove(ids))
  const put = (ids: readonly string[]) => monitors.write(ids, CHANGES[0].changes)
  if (stands) await put([sample])
  const abroad = (await callsOf(proxy, sample, () => change([sample]))).filter(isAbroad)
  const all = struckMonitors(sample, abroad, WAYS_AFAR)

  describe(`a row of two Regions that is ${title} is followed in both when a call`, () => {
    let strikings: ReadonlyMap<string, Striking>
    let drained: readonly Drained[]
    let standing: readonly Schedule[]
    beforeAll(async () => {
      if (stands) await put(idsOf(all))
      strikings = strikeAll(proxy, all)
      drained = await change(idsOf(all))
      standing = (await lab.schedules()).filter(({ kind }) => kind === 'schedule')
    })

    test.each(titled(all))('$title', async ({ monitorId }) => {
      expect(strikings.get(monitorId)?.struck, 'the call came').toBe(true)
      const found = standing.filter(({ name }) => name === monitorId)
      expect(found.map(({ region, group }) => [region, group]).sort()).toEqual(
        at.map((location) => [location, stackAt(location)]).sort(),
      )
      const accepted = await runs.findAccepted(monitorId)
      expect(accepted?.definition.locations).toEqual(changes?.locations)
      expect(accepted?.alsoAt, 'nothing is owed').toBeUndefined()
    })

    test('and no record is given up', () => {
      const givenUp = drained.filter(({ blocked, deadLettered }) => blocked !== undefined || deadLettered > 0)
      expect(givenUp).toEqual([])
    })
  })
}

/** Its message is under way, or lost, and the process that waited for it is gone. */
async function wasInterrupted(monitorId: string): Promise<void> {
  const scheduledAt = minutesAgo(5)
  const over = { deadline: scheduledAt + 5 * SECOND, until: scheduledAt + MINUTE }
  await runs.claim(openRun({ monitorId, location: NEAR, scheduledAt, stage: 'sent', ...over }))
}

mail.faults.clear()
await written(['begun-shows'])
await wasInterrupted('begun-shows')
const handedOver = (await callsOf(proxy, 'begun-shows', pass)).filter(isAbroad)
const restarted = struckMonitors('begun', handedOver, WAYS_AFAR)

describe('a run that was interrupted at a location is handed over there when a call', () => {
  let strikings: ReadonlyMap<string, Striking>
  beforeAll(async () => {
    await written(idsOf(restarted))
    await forEach(idsOf(restarted), wasInterrupted)
    strikings = strikeAll(proxy, restarted)
    await pass()
    await heal(idsOf(restarted))
  })

  test.each(titled(restarted))('$title', async ({ monitorId }) => {
    expect(strikings.get(monitorId)?.struck, 'the call came').toBe(true)
    const lost: Verdict = { outcome: 'lost', reason: 'message-not-delivered', alerts: ['opened'] }
    await expectOneRun(there, monitorId, lost, { alertsBefore: 0, mayBeInconclusive: false })
  })
})
