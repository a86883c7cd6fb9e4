import { expect, test } from 'vitest'

import { incidentStory } from '../../../../../shared/app/history/views/story/incident-story.ts'
import { runIdOf } from '../../../../../shared/core/identity/run-key.ts'
import type { Incident } from '../../../../../shared/core/judging/state.ts'
import { runName } from '../../../../../shared/core/run/run-id.ts'
import { MINUTE, SECOND } from '../../../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult, request } from '../../../../contracts/run-fixtures.ts'
import { past } from '../../../../support/worlds/past.ts'

const at = (minutes: number, change: object = {}) => {
  const scheduledAt = NOON + minutes * MINUTE
  const asked = { ...request(), scheduledAt, ...change }
  return { ...asked, runId: runIdOf(asked), startedAt: scheduledAt, finishedAt: scheduledAt + 30 * SECOND }
}

const FIRST = lostResult(at(0))
const RECHECK = lostResult(at(0.5, { trigger: 'recheck', requestId: 'r' }))
const LATER = lostResult(at(10))
const OPENED = RECHECK.finishedAt

const INCIDENT: Incident = {
  incidentId: 'incident-1',
  monitorId: 'inbox',
  openedAt: OPENED,
  failingSince: FIRST.finishedAt,
  resolvedAt: NOON + 21 * MINUTE,
  acknowledged: { at: NOON + 5 * MINUTE, note: 'the host is told' },
  openingRunId: RECHECK.runId,
  failedRuns: 2,
  locations: ['local'],
  reasons: ['message-not-delivered'],
  toldTopics: ['alerts'],
  told: {},
  lateArrivals: [{ runId: FIRST.runId, delayMs: 12 * MINUTE }],
  revision: 3,
}

async function world(incident: Incident = INCIDENT) {
  const { ports, runs } = await past({ now: NOON + 60 * MINUTE })
  const before = deliveredResult(at(-10))
  const onDemand = lostResult(at(0.2, { trigger: 'on-demand', requestId: 'd' }))
  for (const run of [before, FIRST, onDemand, RECHECK, LATER]) await runs.putResult(run)
  await runs.putIncident(incident)
  const told = { monitorId: 'inbox', topic: 'alerts', incidentId: 'incident-1', createdAt: OPENED }
  await runs.putTold({
    ...told,
    alertId: 'a',
    transition: 'opened',
    toldAt: OPENED + 2,
    runId: RECHECK.runId,
  })
  await runs.putTold({ ...told, alertId: 'b', transition: 'slow', toldAt: OPENED + 3, incidentId: 'another' })
  await runs.putTold({
    ...told,
    alertId: 'c',
    transition: 'resolved',
    toldAt: NOON + 22 * MINUTE,
    digest: true,
  })
  return ports
}

test('an incident is told in order, from the run that failed first to its end', async () => {
  const story = await incidentStory('inbox', OPENED, await world())
  expect(story?.sentence).toBe(
    'It was down for 20 min 30 s: the test message did not arrive in time. 2 runs failed.',
  )
  expect(story?.story.map(({ kind, words }) => `${kind}: ${words}`)).toMatchInlineSnapshot(`
    [
      "failed: A run failed: the test message did not arrive in time.",
      "recheck-failed: The run made to confirm it failed too: the test message did not arrive in time.",
      "opened: The incident opened.",
      "told: Alert sent to topic alerts: DOWN.",
      "acknowledged: It was acknowledged: the host is told.",
      "late-arrival: A message that counted as lost came 12 min after it was sent.",
      "resolved: The monitor recovered.",
      "told: Alert sent to topic alerts: RECOVERED, in a digest.",
    ]
  `)
  expect(story?.story[0]?.run).toBe(runName(FIRST))
  expect(story?.story.find(({ kind }) => kind === 'told')?.topic).toBe('alerts')
})

test('one that ended with its monitor says so', async () => {
  const story = await incidentStory('inbox', OPENED, await world({ ...INCIDENT, removed: true }))
  expect(story?.sentence).toMatch(/2 runs failed, until the monitor was removed\.$/)
  expect(story?.story.at(-2)?.kind).toBe('removed')
})

test.each([
  ['another instant', 'inbox', OPENED + 1],
  ['another monitor', 'other', OPENED],
])('%s names no incident', async (_what, monitorId, openedAt) => {
  expect(await incidentStory(monitorId, openedAt, await world())).toBeUndefined()
})
