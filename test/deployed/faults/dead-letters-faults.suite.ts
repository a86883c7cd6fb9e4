import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { updateState } from '../../../shared/app/store/update-state.ts'
import { evaluate } from '../../../shared/core/judging/evaluate.ts'
import { lostResult } from '../../contracts/run-fixtures.ts'
import { ofLambda, ofRule } from '../../functions/dead-letters/letters.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { type Aftermath, aftermath } from './aftermath.ts'
import { forEach } from '../account/for-each.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { lab } from '../account/lab.ts'
import { manyMonitors } from '../monitors/many-monitors.ts'
import { deadLetterQueues } from '../account/queues.ts'
import { anyStack, mail } from '../account/shared-stack.ts'
import { minutesAgo } from '../account/stack.ts'
import { WAYS, callsOf, strike } from './struck-calls.ts'
import { strikeAll, struckMonitors, titled } from './struck-monitors.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'

const stack = await anyStack()
const { runs } = stack.ports
const { location } = stack
const { id: recorder } = await stack.resource('AWS::Lambda::Function', 'DeadLetterRuns')
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const struck = await withVariables(recorder, endpointVariables(proxy.url))
const monitors = await manyMonitors(stack)
const queues = await deadLetterQueues(stack)
const before = await queues.counts()
mail.faults.clear()

afterAll(async () => {
  await struck.restore()
  await proxy.close()
  await monitors.removeAll()
})

/** Two of its runs were not started, so the next that is not is told. */
async function prepare(monitorId: string): Promise<void> {
  const twice = [3, 2].map((minutes) =>
    lostResult({
      monitorId,
      location,
      scheduledAt: minutesAgo(minutes),
      status: 90,
      outcome: 'inconclusive',
      reason: 'run-not-started',
    }),
  )
  for (const result of twice) await runs.putResult(result)
  const policies = DEFAULT_POLICIES
  await updateState(monitorId, runs, (state) => evaluate(state, twice, { policies }))
}

async function giveUp(monitorIds: readonly string[]): Promise<void> {
  for (const monitorId of monitorIds) {
    await queues.send(ofLambda({ monitorId, at: minutesAgo(1) }, { location }))
  }
  await lab.drain()
}

await monitors.write(['letter'])
await prepare('letter')
const all = struckMonitors('letter', await callsOf(proxy, 'letter', () => giveUp(['letter'])))

describe('what AWS gave up on is a result, and told, when a call', () => {
  let after: Aftermath
  beforeAll(async () => {
    const ids = all.map(({ monitorId }) => monitorId)
    await monitors.write(ids)
    await forEach(ids, prepare)
    const strikings = strikeAll(proxy, all)
    await giveUp(ids)
    after = await aftermath(stack, strikings)
  })

  test.each(titled(all))('$title', async ({ monitorId }) => {
    expect(after.struck(monitorId), 'the call came').toBe(true)
    const [result, ...more] = (await runs.resultsAfter(monitorId, location, undefined)).slice(2)
    expect(more).toEqual([])
    // Where the claim on it was left behind, the watchdog starts the run after all, while that is still news.
    const { outcome, reason } = result ?? {}
    expect([
      ['inconclusive', 'run-not-started'],
      ['delivered', undefined],
    ]).toContainEqual([outcome, reason])
    const told = [...new Set(after.told(monitorId))]
    expect(told).toEqual(reason === 'run-not-started' ? ['inconclusive'] : [])
    expect((await runs.findState(monitorId))?.owed).toEqual([])
    expect(after.isDue(monitorId), 'something is left due').toBe(false)
  })

  test('and every letter is handled', async () => {
    expect(await queues.counts()).toEqual({ ...before, waiting: 0 })
  })
})

describe("a rule's letter finds its monitor when the list of them", () => {
  const ruled = WAYS.map((way, index) => ({ way, monitorId: `ruled-${String(index)}` }))
  beforeAll(() => monitors.write(ruled.map(({ monitorId }) => monitorId)))

  test.each(ruled)('$way.title', async ({ way, monitorId }) => {
    const striking = strike(proxy, 'dynamodb Scan #1', way)
    await queues.send(ofRule({ monitorId, at: minutesAgo(1) }, stack.name))
    await lab.drain()
    expect(striking.struck, 'the call came').toBe(true)
    const results = await runs.resultsAfter(monitorId, location, undefined)
    expect(results).toMatchObject([{ outcome: 'inconclusive', reason: 'run-not-started' }])
    expect(await queues.counts()).toEqual({ ...before, waiting: 0 })
  })
})
