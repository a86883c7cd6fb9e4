import { expect } from 'vitest'

import { isoInstant } from '../../shared/core/time/units.ts'
import type { ReadsWorld } from './reads-world.ts'

/** A call that is answered, and what stands in the answer. */
interface ReadCall {
  path: (world: ReadsWorld) => string
  shows: (world: ReadsWorld) => object
  /** Lists that grow are asked for one by one too. */
  isPaged?: true
}

const ids = (...monitorIds: string[]) => monitorIds.map((monitorId) => ({ monitorId }))
/** By operation; each route that looks has one. */
export const READ_CALLS: Readonly<Record<string, ReadCall>> = {
  getSession: { path: () => '/session', shows: () => ({ kind: 'stack', may: 'administer', locations: [] }) },
  getOverview: {
    path: () => '/overview?zone=Europe/Berlin',
    shows: () => ({ counts: { down: 2, maintenance: 1, up: 0 }, monitors: ids('shop', 'mail', 'blog') }),
  },
  getStrips: {
    path: () => '/strips?ids=shop,nobody&by=day&count=3',
    shows: () => ({
      starts: ['2026-11-22', '2026-11-23', '2026-11-24'].map((day) => `${day}T00:00:00.000Z`),
      strips: {
        shop: [{ cell: 0 }, { worst: 5 }, { worst: 6 }],
        nobody: [{ cell: 0 }, { cell: 0 }, { cell: 0 }],
      },
    }),
  },
  listMonitors: {
    path: () => '/monitors',
    shows: () => ({
      items: [
        { monitorId: 'blog', revision: 1, definition: { tags: ['web'] }, health: 'maintenance' },
        { monitorId: 'mail', definition: { mailbox: { password: '(not shown: no reference)' } } },
        { monitorId: 'shop', health: 'down' },
      ],
    }),
    isPaged: true,
  },
  getMonitor: {
    path: () => '/monitors/shop?zone=Europe/Berlin',
    shows: () => ({
      health: 'down',
      definition: { name: '=Shop' },
      sentence: expect.stringMatching(/^Down/) as string,
    }),
  },
  getAvailability: {
    path: () => '/monitors/shop/availability?by=day&from=2026-11-23T00:00:00Z&zone=Europe/Berlin',
    shows: () => ({
      total: { runs: 9, ok: 6, availabilityText: '66.66 %', reasons: { 'message-not-delivered': 3 } },
      rows: [
        { name: '2026-11-23', to: '2026-11-23T23:00:00.000Z', figures: { runs: 6 } },
        { name: '2026-11-24' },
      ],
    }),
  },
  getRoundTrips: {
    path: () => '/monitors/shop/round-trips?from=2026-11-23T00:00:00Z&phase=smtp.submit,transit',
    shows: ({ last, before }) => ({
      kind: 'runs',
      points: {
        5: { runId: before.runId, roundTripMs: 1510.5, phases: { 'smtp.submit': 300, transit: 1200.5 } },
      },
      failures: { 0: { runId: last.runId, outcome: 'lost', reason: 'message-not-delivered' } },
    }),
  },
  listRuns: {
    path: () => '/monitors/shop/runs?outcome=lost',
    shows: ({ ref }) => ({ items: { 0: { ref, run: { status: 2, trigger: 'schedule' } }, length: 3 } }),
    isPaged: true,
  },
  getRun: {
    path: ({ last }) => `/monitors/shop/runs/${last.runId}`,
    shows: ({ ref, incident }) => ({
      state: 'done',
      ref,
      log: { kind: 'kept', lines: 3 },
      advice: { length: 3 },
      before: { run: { outcome: 'lost' } },
      incident: { incidentId: incident.incidentId, open: true },
    }),
  },
  getProgress: {
    path: ({ last }) => `/monitors/shop/runs/${last.runId}/progress?after=0`,
    shows: () => ({ state: 'done', cursor: 0, lines: [], result: { outcome: 'lost' } }),
  },
  getTrial: {
    path: ({ trialId }) => `/trials/${trialId}?after=0`,
    shows: () => ({ state: 'waiting', location: 'eu-west-1', cursor: 0, lines: [], advice: [] }),
  },
  getRunLog: {
    path: ({ last }) => `/monitors/shop/runs/${last.runId}/log?after=1`,
    shows: () => ({ items: [{ dialogue: 'smtp', side: 'server' }, { text: 'PASS [hidden]' }] }),
  },
  listIncidents: {
    path: () => '/incidents',
    shows: () => ({ items: [{ open: true }, { open: true }, { open: false, monitorId: 'shop' }] }),
    isPaged: true,
  },
  getIncident: {
    path: ({ incident }) => `/incidents/shop/${isoInstant(incident.openedAt)}`,
    shows: () => ({
      sentence: expect.stringMatching(/^Down for .*\. 2 runs failed\.$/) as string,
      story: [{ kind: 'failed' }, { kind: 'opened' }, { kind: 'told', topic: 'alerts' }],
    }),
  },
  listAlerts: {
    path: () => '/alerts',
    shows: () => ({ items: { 0: { monitorId: 'mail', state: 'DOWN' }, 1: { state: 'DOWN' } } }),
    isPaged: true,
  },
  listTopics: {
    path: () => '/topics',
    shows: () => ({ items: [{ subscriptions: [{ confirmed: false }] }, { name: 'night' }] }),
  },
  listLocations: {
    path: () => '/locations',
    shows: () => ({
      items: [
        { name: 'eu-west-1', kind: 'region', version: '1.0.0', monitors: 2, letters: { unhandled: 0 } },
      ],
    }),
  },
  listWindows: {
    path: () => '/maintenance',
    shows: () => ({
      items: [
        { monitorId: 'blog', number: 1, state: 'now', until: '2026-11-24T19:00:00.000Z' },
        { monitorId: 'mail', number: 1, state: 'misconfigured', mistakes: [{ path: 'start' }] },
        { tag: 'web', monitorIds: ['shop', 'blog'], state: 'coming' },
      ],
    }),
    isPaged: true,
  },
  getMonthReport: {
    path: () => '/reports/month?month=2026-11&goal=99&tag=web',
    shows: () => ({
      sentence:
        'November 2026 so far: 72.72 % of 11 runs were OK; goal 99 %: missed by 3 runs; 2 incidents, down for 39 min 58 s.',
      verdict: { kept: false, spareRuns: -3 },
      monitors: [{ monitorId: 'shop', goal: { kept: false } }, { monitorId: 'blog' }],
      incidents: [{ open: true }, { open: false }],
      locations: [{ figures: { runs: 11, failed: 3 } }],
      hours: { length: 24 },
      leftOut: { inconclusive: 0 },
    }),
  },
  listSecrets: {
    path: () => '/secrets',
    shows: () => ({
      items: [{ secret: 'ssm:shop', saidTo: ['pop.example.com'], monitors: ['blog', 'shop'] }],
    }),
    isPaged: true,
  },
}
