import { definition } from '../cli/commands/monitors/monitors-world.ts'
import type { Asked } from './api-world.ts'
import type { changesWorld } from './changes-world.ts'

type World = Awaited<ReturnType<typeof changesWorld>>

/** A call that is carried out. */
export interface WriteCall extends Asked {
  path: string
  /** What it answers. */
  status: number
}

const MERGE = { 'content-type': 'application/merge-patch+json' }

/** By operation; each route that changes something has one. */
export const WRITE_CALLS: Readonly<Record<string, (world: World) => Promise<WriteCall> | WriteCall>> = {
  createMonitor: () => ({ path: '/monitors', body: definition('new'), status: 201 }),
  replaceMonitor: async ({ etag }) => ({
    path: '/monitors/shop',
    headers: { 'if-match': await etag() },
    body: definition('shop'),
    status: 200,
  }),
  patchMonitor: async ({ etag }) => ({
    path: '/monitors/shop',
    headers: { ...MERGE, 'if-match': await etag() },
    body: { note: 'x' },
    status: 200,
  }),
  removeMonitor: async ({ etag }) => ({
    path: '/monitors/shop',
    headers: { 'if-match': await etag() },
    status: 204,
  }),
  pauseMonitor: () => ({ path: '/monitors/shop/pause', body: {}, status: 200 }),
  resumeMonitor: () => ({ path: '/monitors/shop/pause', status: 200 }),
  makeFault: () => ({ path: '/demo/faults', body: { fault: 'lose' }, status: 204 }),
  startRun: () => ({ path: '/monitors/shop/runs', body: {}, status: 202 }),
  startTrial: () => ({ path: '/trials', body: { definition: definition('new') }, status: 202 }),
  setSecret: () => ({ path: '/secrets/shop', body: { value: 'hunter2' }, status: 200 }),
  validate: () => ({ path: '/validations', body: { definition: definition('new') }, status: 200 }),
  importMonitors: () => ({ path: '/imports', body: { definitions: [definition('new')] }, status: 200 }),
  acknowledgeIncident: async (world) => ({
    path: `/incidents/shop/${await world.opened()}/acknowledgement`,
    body: { note: 'on it' },
    status: 204,
  }),
  withdrawAcknowledgement: async (world) => ({
    path: `/incidents/shop/${await world.opened()}/acknowledgement`,
    status: 204,
  }),
  testAlerts: () => ({ path: '/alerts/test', body: {}, status: 202 }),
  addWindow: () => ({
    path: '/maintenance',
    body: { monitors: ['shop', 'file'], start: 'now', durationMinutes: 60 },
    status: 201,
  }),
  removeWindow: async (world) => ({ path: `/maintenance/${await world.windowId()}`, status: 204 }),
}
