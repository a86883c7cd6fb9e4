import { expect, test } from 'vitest'

import { alertsTold } from '../../../../shared/app/history/views/alerts-told.ts'
import type { ToldAlert } from '../../../../shared/core/judging/told-alert.ts'
import { MINUTE } from '../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../../contracts/run-fixtures.ts'
import { past } from '../../../support/worlds/past.ts'
import { DEFINITION } from '../../../support/worlds/run-world.ts'
import { removeRow } from '../../../support/remove-row.ts'

const told = (alertId: string, minutes: number, change: Partial<ToldAlert> = {}): ToldAlert => ({
  monitorId: 'inbox',
  alertId,
  transition: 'opened',
  topic: 'alerts',
  createdAt: NOON,
  toldAt: NOON + minutes * MINUTE,
  ...change,
})

async function world() {
  const definitions = [DEFINITION, { ...DEFINITION, monitorId: 'other', name: 'Other \u0007' }]
  const { ports, runs } = await past({ now: NOON + 60 * MINUTE, definitions })
  const { runId } = deliveredResult()
  await runs.putTold(told('first', 1, { runId }))
  await runs.putTold(told('second', 2, { monitorId: 'other', transition: 'slow', digest: true }))
  await runs.putTold(told('third', 3, { transition: 'resolved' }))
  return { ports, runId }
}

const span = { from: NOON, before: NOON + 60 * MINUTE }

test('alerts of all monitors are told newest first, each with its monitor, its state and its run', async () => {
  const { ports, runId } = await world()
  const { alerts, next } = await alertsTold(span, ports)
  expect(alerts.map(({ alertId, name, state }) => [alertId, name, state])).toEqual([
    ['third', 'Inbox', 'RECOVERED'],
    ['second', 'Other \\x07', 'SLOW'],
    ['first', 'Inbox', 'DOWN'],
  ])
  expect(alerts[2]?.run).toBe(`inbox/${runId}`)
  expect(alerts[1]).toMatchObject({ digest: true, topic: 'alerts' })
  expect(next).toBeUndefined()
})

test('of one monitor, of a span, and no more than asked for', async () => {
  const { ports } = await world()
  const ids = async (question: Partial<Parameters<typeof alertsTold>[0]>) => {
    const { alerts, next } = await alertsTold({ ...span, ...question }, ports)
    return [...alerts.map(({ alertId }) => alertId), ...(next === undefined ? [] : ['and more'])]
  }
  expect(await ids({ monitorId: 'inbox' })).toEqual(['third', 'first'])
  expect(await ids({ from: NOON + 2 * MINUTE, before: NOON + 3 * MINUTE })).toEqual(['second'])
  expect(await ids({ limit: 2 })).toEqual(['third', 'second', 'and more'])
  expect(await ids({ monitorId: 'inbox', limit: 1 })).toEqual(['third', 'and more'])
})

test('over all monitors those are told of as well that are gone and had an incident', async () => {
  const { ports, runs, monitors } = await past({ now: NOON + 60 * MINUTE, results: [lostResult()] })
  await runs.putTold(told('down', 1))
  await removeRow(monitors, 'inbox')
  const { alerts } = await alertsTold(span, ports)
  expect(alerts.map(({ alertId, name }) => [alertId, name])).toEqual([['down', 'inbox']])
})
