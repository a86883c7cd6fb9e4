import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { updateState } from '../../shared/app/state-update.ts'
import type { Incident } from '../../shared/core/state.ts'
import { evaluate } from '../../shared/core/evaluate.ts'
import { isoInstant, MINUTE, SECOND } from '../../shared/core/units.ts'
import { lostResult, openRun } from '../contracts/run-fixtures.ts'
import { faultProxy } from '../support/fault-proxy/fault-proxy.ts'
import { forgetRuns, letTimePass } from './ageing.ts'
import { PASSWORD } from './demo-mail.ts'
import { endpointVariables, withVariables } from './function-variables.ts'
import { healAll, monitorsDue, watchdogPass } from './healing.ts'
import { lab } from './lab.ts'
import { anyStack, mail } from './shared-stack.ts'
import { minutesAgo } from './stack.ts'
import { callsOf, strike, WAYS, type CallName, type Way } from './struck-calls.ts'
import { forEach, strikeAll, struckMonitors, titled, type StruckMonitor } from './struck-monitors.ts'
import { tableRows } from './table-rows.ts'

const stack = await anyStack()
const { runs, clock } = stack.ports
const { location } = stack
const rows = tableRows(stack)
const { id: watchdog } = await stack.resource('AWS::Lambda::Function', 'Watchdog')
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const struck = await withVariables(watchdog, endpointVariables(proxy.url))
mail.faults.clear()
await stack.setSecret('struck', PASSWORD)

const written: string[] = []
afterAll(async () => {
  await struck.restore()
  await proxy.close()
  await rows.write([], written)
  await forEach(written, (monitorId) => forgetRuns(stack, monitorId))
  await lab.drain()
})

/** Monitors in the table, followed, of one secret. */
async function write(...monitorIds: string[]): Promise<void> {
  written.push(...monitorIds)
  const definitions = monitorIds.map((name) => {
    const definition = mail.monitor(name) as { monitorId: string; mailbox?: object }
    return { ...definition, mailbox: { ...definition.mailbox, password: 'ssm:struck' } }
  })
  await rows.write(definitions)
  await lab.drain()
}

/** Its last result is 40 minutes old, opened an incident of which nobody has been told, and none came since. */
async function owesAndIsSilent(monitorId: string): Promise<void> {
  const result = lostResult({ monitorId, location, scheduledAt: minutesAgo(40) })
  const rhythm = { intervalMinutes: 10, timeoutSeconds: 5 }
  await runs.putResult(result)
  await updateState(monitorId, runs, (state) =>
    evaluate(state, [result], { policies: [{ onError: true }], rhythm }),
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
  return place > publish && place <= markOf(calls, nth) && way.attempts === 'all'
}

interface Outcome {
  /** Monitors whose call came. */
  struck: ReadonlySet<string>
  /** What was told, by monitor, in its order. */
  told: ReadonlyMap<string, readonly unknown[]>
  /** Monitors that somebody must still look at. */
  due: ReadonlySet<string>
}

/** All are struck in one pass, and healed by two more. */
async function struckPass(
  monitors: readonly StruckMonitor[],
  prepare: (id: string) => Promise<void>,
): Promise<Outcome> {
  await write(...monitors.map(({ monitorId }) => monitorId))
  await forEach(monitors, ({ monitorId }) => prepare(monitorId))
  const strikings = strikeAll(proxy, monitors)
  await watchdogPass()
  for (let passes = 0; passes < 2; passes += 1)
    await healAll(
      stack,
      monitors.map(({ monitorId }) => monitorId),
    )
  const alerts = (await lab.published()).map(({ attributes }) => attributes)
  return {
    struck: new Set(monitors.map(({ monitorId }) => monitorId).filter((id) => strikings.get(id)?.struck)),
    told: new Map(
      Object.entries(Object.groupBy(alerts, ({ monitorId }) => String(monitorId))).map(
        ([monitorId, all = []]) => [monitorId, all.map(({ transition }) => transition)],
      ),
    ),
    due: await monitorsDue(runs, clock.now()),
  }
}

async function callsOfPass(monitorId: string, prepare: (monitorId: string) => Promise<void>) {
  await write(monitorId)
  await prepare(monitorId)
  return callsOf(proxy, monitorId, watchdogPass)
}

const alerting = await callsOfPass('guarded', owesAndIsSilent)
// The second alert takes the same way as the first.
const guarded = struckMonitors('guarded', alerting.slice(0, markOf(alerting, 1) + 1))

describe('an alert that is owed and one of silence go out when a call', () => {
  let after: Outcome
  let incidents: readonly Incident[]
  beforeAll(async () => {
    after = await struckPass(guarded, owesAndIsSilent)
    incidents = await runs.findIncidents(isoInstant(minutesAgo(40)).slice(0, 7))
  })

  test.each(titled(guarded))('$title', ({ monitorId, at, way }) => {
    expect(after.struck.has(monitorId), 'the call came').toBe(true)
    const told = after.told.get(monitorId) ?? []
    expect([...new Set(told)]).toEqual(['opened', 'silent'])
    for (const [index, transition] of ['opened', 'silent'].entries()) {
      const times = told.filter((one) => one === transition).length
      expect(times).toBeLessThanOrEqual(mayComeTwice(alerting, index + 1, { at, way }) ? 2 : 1)
    }
    expect(incidents.filter((one) => one.monitorId === monitorId)).toHaveLength(1)
    expect(after.due.has(monitorId), 'something is left due').toBe(false)
  })
})

const restarting = await callsOfPass('restarted', wasInterrupted)
const restarted = struckMonitors('restarted', restarting)

describe('a run that was interrupted comes to a result when a call', () => {
  let after: Outcome
  beforeAll(async () => {
    after = await struckPass(restarted, wasInterrupted)
  })

  test.each(titled(restarted))('$title', async ({ monitorId }) => {
    expect(after.struck.has(monitorId), 'the call came').toBe(true)
    const results = await runs.resultsAfter(monitorId, location, undefined)
    expect(results).toMatchObject([{ status: 2, outcome: 'lost', warnings: ['taken-over'] }])
    expect(after.told.get(monitorId)).toEqual(['opened'])
    expect(after.due.has(monitorId), 'something is left due').toBe(false)
  })
})

describe('a pass leaves all to the next when its first question', () => {
  const monitors = WAYS.map((way, index) => ({ way, monitorId: `unasked-${String(index)}` }))
  beforeAll(() => write(...monitors.map(({ monitorId }) => monitorId)))

  test.each(monitors)('$way.title', async ({ way, monitorId }) => {
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
