import { expect } from 'vitest'

import { itemsOf } from '../account/ageing.ts'
import type { DeployedStack } from '../account/stack.ts'
import { monitorOf } from '../faults/healing.ts'

/** What an undisturbed run of a monitor that has never run before comes to, and the alerts that follow. */
export interface Verdict {
  outcome: 'delivered' | 'failed' | 'lost'
  reason?: string
  alerts: readonly string[]
}

/** What a fault of ours may turn a run into. */
const INCONCLUSIVE = ['internal-error', 'run-interrupted', 'run-not-started']

/**
 * Holds the one run of a monitor to what must be true however it was disturbed: exactly one result, which is
 * the right one unless `mayBeInconclusive`; its alerts published, each at least once; and nothing left open,
 * owed or due.
 */
export async function expectOneRun(
  stack: DeployedStack,
  monitorId: string,
  { outcome, reason, alerts }: Verdict,
  { alertsBefore, mayBeInconclusive }: { alertsBefore: number; mayBeInconclusive: boolean },
): Promise<void> {
  const { runs, clock } = stack.ports
  const results = await runs.resultsAfter(monitorId, stack.location, undefined)
  expect(results, 'exactly one result').toHaveLength(1)
  const [result] = results
  const inconclusive = result?.outcome === 'inconclusive'
  if (mayBeInconclusive && inconclusive) expect(INCONCLUSIVE).toContain(result.reason)
  else expect([result?.outcome, result?.reason]).toEqual([outcome, reason])

  const keys = (await itemsOf(stack, monitorId)).map(({ sortKey }) => sortKey)
  expect(
    keys.filter((key) => key.startsWith('open#')),
    'nothing is left open',
  ).toEqual([])
  expect((await runs.findState(monitorId))?.owed, 'nothing is left owed').toEqual([])
  const due = (await runs.due(clock.now(), 100)).filter((item) => monitorId === monitorOf(item))
  expect(due, 'nothing is left due').toEqual([])

  const published = (await stack.alertsOn(monitorId)).slice(alertsBefore)
  const transitions = [...new Set(published.map(({ attributes }) => attributes.transition))]
  expect(transitions, 'the alerts published').toEqual(inconclusive ? [] : alerts)
}
