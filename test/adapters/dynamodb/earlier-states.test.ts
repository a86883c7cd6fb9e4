import * as v from 'valibot'
import { expect, test } from 'vitest'

import { incident as incidentShape } from '../../../shared/adapters/dynamodb/items/incident-shape.ts'
import { monitorState } from '../../../shared/adapters/dynamodb/items/state-shapes.ts'
import { evaluate } from '../../../shared/core/judging/evaluate.ts'
import { DEFAULT_POLICIES } from '../../../shared/core/definition/policies.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { NOON, deliveredResult, lostResult } from '../../contracts/run-fixtures.ts'

/** As they were stored before there were policies to choose from. */
const INCIDENT = {
  incidentId: 'incident-1',
  monitorId: 'inbox',
  openedAt: NOON,
  openingRunId: lostResult().runId,
  failedRuns: 1,
  locations: ['local'],
  reasons: ['message-not-delivered'],
  toldTopics: ['alerts'],
  revision: 1,
}

const STATE = {
  monitorId: 'inbox',
  version: 4,
  judged: { local: lostResult().runId },
  lastVerdicts: { local: { status: 2, at: NOON } },
  incident: INCIDENT,
  unstoredIncidents: [INCIDENT],
  inconclusive: {},
  owed: [],
  sent: [],
  recentRoundTripMs: [980],
}

const told = (results: Parameters<typeof evaluate>[1]) =>
  evaluate(v.parse(monitorState, STATE), results, { policies: DEFAULT_POLICIES }).owed.map(
    ({ transition }) => transition,
  )

const later = { scheduledAt: NOON + 10 * MINUTE }

test('an outage that was told before an upgrade is not told again by the next failing run', () => {
  expect(told([lostResult(later)])).toEqual([])
})

test('an alert that an earlier state says was sent is known', () => {
  const sent = [{ alertId: 'alert-0', transition: 'opened', sentAt: NOON }]
  expect(v.parse(monitorState, { ...STATE, sent }).toldIds).toEqual(['alert-0'])
  expect(v.parse(monitorState, { ...STATE, sent, toldIds: ['alert-1'] }).toldIds).toEqual(['alert-1'])
  expect(v.parse(monitorState, STATE)).not.toHaveProperty('sent')
})

test('and its recovery is told', () => {
  expect(told([deliveredResult(later)])).toEqual(['resolved'])
})

test('a location that passed before an upgrade does not hold an incident open', () => {
  const state = v.parse(monitorState, { ...STATE, lastVerdicts: { local: { status: 0, at: NOON } } })
  expect(state.views.every.locations.local?.failures).toBe(0)
})

test('an incident of before has failed since it opened', () => {
  expect(v.parse(incidentShape, INCIDENT)).toMatchObject({ failingSince: NOON, lateArrivals: [] })
})
