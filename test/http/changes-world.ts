import { addWindow } from '../../shared/app/monitors/change-maintenance.ts'
import { listMaintenance, listedWindows } from '../../shared/app/monitors/list-maintenance.ts'
import { isoInstant } from '../../shared/core/time/units.ts'
import type { HttpHome } from '../../shared/http/home.ts'
import { memoryKeeper } from '../support/memory/memory-secrets.ts'
import { type Asked, apiWorld } from './api-world.ts'

export const problem = (slug: string, ...paths: string[]) => ({
  type: `urn:roundtrip:problem:${slug}`,
  ...(paths.length > 0 && { problems: paths.map((path) => ({ path })) }),
})

/** A shop of the table, and a mailbox of the stack's file. */
export async function changesWorld(differing: Partial<HttpHome> = {}) {
  const starter = { start: () => Promise.resolve(), startTrial: () => Promise.resolve() }
  const stored = new Map<string, string>()
  const world = apiWorld({
    probes: { starter, locations: ['eu-west-1'] },
    secrets: memoryKeeper(stored),
    demo: { loseNext: () => undefined },
    ...differing,
  })
  await world.has('shop', { tags: ['web'], timeoutSeconds: 60 })
  await world.has('file')
  const row = await world.monitors.find('file')
  if (row) await world.monitors.put({ ...row, managedBy: 'stack' }, row)

  /** Asks, and shows of the answer what a test is about. */
  async function does(path: string, asked: Asked) {
    const { status, body, headers } = await world.ask(path, asked)
    return { status, body, etag: headers.get('etag') }
  }

  return {
    ...world,
    stored,
    does,
    etag: async (monitorId = 'shop') => (await world.ask(`/monitors/${monitorId}`)).headers.get('etag') ?? '',
    /** As somebody does in the console: the revision stays. */
    async editedByHand(monitorId = 'shop') {
      const row = await world.monitors.find(monitorId)
      if (!row) throw new Error(`there is no monitor ${monitorId}`)
      await world.monitors.put({ ...row, definition: { ...row.definition, note: 'by hand' } }, row)
    },
    /** The shop goes down; when its incident was opened. */
    async opened(): Promise<string> {
      await world.lost('shop', 20)
      await world.lost('shop', 10)
      const incident = (await world.runs.findState('shop'))?.incident
      if (!incident) throw new Error('the shop is not down')
      return isoInstant(incident.openedAt)
    },
    /** The shop gets a window. */
    async windowId(): Promise<string> {
      const window = { mode: 'mute', zone: 'UTC', start: '2026-11-24T22:00', durationMinutes: 60 } as const
      await addWindow({ kind: 'monitor', monitorId: 'shop' }, window, world.ports)
      const [listed] = listedWindows(await listMaintenance(world.ports), world.clock.now())
      return listed?.id ?? ''
    },
    definitionOf: async (monitorId = 'shop') => (await world.monitors.find(monitorId))?.definition,
  }
}
