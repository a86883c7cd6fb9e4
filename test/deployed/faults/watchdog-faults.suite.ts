import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { updateState } from '../../../shared/app/store/update-state.ts'
import type { Incident } from '../../../shared/core/judging/state.ts'
import { evaluate } from '../../../shared/core/judging/evaluate.ts'
import { MINUTE, SECOND, isoInstant } from '../../../shared/core/time/units.ts'
import { lostResult, openRun } from '../../contracts/run-fixtures.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { type Aftermath, aftermath } from './aftermath.ts'
import { letTimePass } from '../account/ageing.ts'
import { forEach } from '../account/for-each.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { healAll, watchdogPass } from './healing.ts'
import { manyMonitors } from '../monitors/many-monitors.ts'
import { anyStack, mail } from '../account/shared-stack.ts'
import { minutesAgo } from '../account/stack.ts'
import { type CallName, WAYS, type Way, callsOf, strike } from './struck-calls.ts'
import { type StruckMonitor, strikeAll, struckMonitors, titled } from './struck-monitors.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'

const stack = await anyStack()
const { runs } = stack.ports
const { location } = stack
const { id: watchdog } = await stack.resource('AWS::Lambda::Function', 'Watchdog')
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const struck = await withVariables(watchdog, endpointVariables(proxy.url))
mail.faults.clear()
const monitors = await manyMonitors(stack)
afterAll(async () => {
  await struck.restore()
  await proxy.close()
  await monitors.removeAll()
})

/**
 * Its last result is 40 minutes old, opened an incident of which nobody has been told, and none came since.
 */
async function owesAndIsSilent(monitorId: string): Promise<void> {
  const result = lostResult({ monitorId, location, scheduledAt: minutesAgo(40) })
  const rhythm = { intervalMinutes: 10, timeoutSeconds: 5 }
  await runs.putResult(result)
  await updateState(monitorId, runs, (state) =>
    evaluate(state, [result], { policies: DEFAULT_POLICIES, rhythm }),
  )
  await letTimePass(stack, monitorId, 60 * MINUTE)
}

/** Its message is under way, or lost, and the process that waited for it is gone. */
async function wasInterrupted(monitorId: string): Promise<void> {
  const scheduledAt = minutesAgo(5)
  const over = { deadline: scheduledAt + 5 * SECOND, until: scheduledAt + MINUTE }
  await runs.claim(openRun({ monitorId, location, scheduledAt, stage: 'sent', ...over }))
}

const publishOf = (calls: readonly CallName[], nth: number) => calls.indexOf(`sns Publish #${String(nth)}`)

/** The place of the write that marks the n-th alert as sent. */
function markOf(calls: readonly CallName[], nth: number): number {
  return calls.findIndex((call, place) => place > publishOf(calls, nth) && call.includes('PutItem'))
}

/** Whether a fault there falls between the n-th alert's publish and the mark that it was sent. */
function mayComeTwice(
  calls: readonly CallName[],
  nth: number,
  { at, way }: { at: CallName; way: Way },
): boolean {
  const publish = publishOf(calls, nth)
  const place = calls.indexOf(at)
  if (place === publish) return way.fault !== 'fails before'
  return place > publish && place <= markOf(calls, nth)
}

/** All are struck in one pass. */
async function struckPass(
  all: readonly StruckMonitor[],
  prepare: (monitorId: string) => Promise<void>,
): Promise<Aftermath> {
  const ids = all.map(({ monitorId }) => monitorId)
  await monitors.write(ids)
  await forEach(ids, prepare)
  const strikings = strikeAll(proxy, all)
  await watchdogPass()
  return aftermath(stack, strikings)
}

async function callsOfPass(monitorId: string, prepare: (monitorId: string) => Promise<void>) {
  await monitors.write([monitorId])
  await prepare(monitorId)
  return callsOf(proxy, monitorId, watchdogPass)
}

const alerting = await callsOfPass('guarded', owesAndIsSilent)
// The second alert takes the same way as the first.
const guarded = struckMonitors('guarded', alerting.slice(0, markOf(alerting, 1) + 1))

describe('an alert that is owed and one of silence go out when a call', () => {
  let after: Aftermath
  let incidents: readonly Incident[]
  beforeAll(async () => {
    after = await struckPass(guarded, owesAndIsSilent)
    incidents = await runs.findIncidents(isoInstant(minutesAgo(40)).slice(0, 7))
  })

  test.each(titled(guarded))('$title', ({ monitorId, at, way }) => {
    expect(after.struck(monitorId), 'the call came').toBe(true)
    const told = after.told(monitorId)
    expect([...new Set(told)]).toEqual(['opened', 'silent'])
    for (const [index, transition] of ['opened', 'silent'].entries()) {
      const times = told.filter((one) => one === transition).length
      expect(times).toBeLessThanOrEqual(mayComeTwice(alerting, index + 1, { at, way }) ? 2 : 1)
    }
    expect(incidents.filter((one) => one.monitorId === monitorId)).toHaveLength(1)
    expect(after.isDue(monitorId), 'something is left due').toBe(false)
  })
})

const restarting = await callsOfPass('restarted', wasInterrupted)
const restarted = struckMonitors('restarted', restarting)

describe('a run that was interrupted comes to a result when a call', () => {
  let after: Aftermath
  beforeAll(async () => {
    after = await struckPass(restarted, wasInterrupted)
  })

  test.each(titled(restarted))('$title', async ({ monitorId }) => {
    expect(after.struck(monitorId), 'the call came').toBe(true)
    const results = await runs.resultsAfter(monitorId, location, undefined)
    expect(results).toMatchObject([{ status: 2, outcome: 'lost', warnings: ['taken-over'] }])
    expect(after.told(monitorId)).toEqual(['opened'])
    expect(after.isDue(monitorId), 'something is left due').toBe(false)
  })
})

describe('a pass leaves all to the next when its first question', () => {
  const unasked = WAYS.map((way, index) => ({ way, monitorId: `unasked-${String(index)}` }))
  beforeAll(async () => {
    await monitors.write(unasked.map(({ monitorId }) => monitorId))
    await struck.newProcesses()
  })

  test.each(unasked)('$way.title', async ({ way, monitorId }) => {
    await owesAndIsSilent(monitorId)
    const striking = strike(proxy, 'dynamodb Query #1', way)
    const { watchdog: ended } = await watchdogPass()
    expect(striking.struck, 'the call came').toBe(true)
    expect(ended, 'the SDK heals what fails once').toMatchObject({ error: way.attempts === 'all' })
    await healAll(stack, [monitorId])
    const told = (await stack.alertsOn(monitorId)).map(({ attributes }) => attributes.transition)
    expect(told).toEqual(['opened', 'silent'])
  })
})
