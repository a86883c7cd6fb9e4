import type { ReconcilePorts } from '../../../shared/app/monitors/reconcile-monitor.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { type FakeClock, fakeClock } from '../fake-clock.ts'
import { type MemorySchedules, memorySchedules } from '../memory/memory-schedules.ts'
import { memoryMonitors } from '../memory/memory-monitors.ts'
import { memoryStore } from '../memory/memory-store.ts'

export const HOME = 'eu-west-1'

/** Monitors run at these, of which the first is home, unless they say otherwise. */
export function runningAt(home: string, ...others: string[]) {
  return {
    knownLocations: { home, defaults: ['home', ...others] },
    places: { standing: [home, ...others], removed: [] },
  }
}

export const TABLE_DEFINITION = {
  monitorId: 'inbox',
  emailAddress: 'probe@example.test',
  mailbox: { server: 'pop3s://mail.example.test', userid: 'probe', password: 'ssm:mailbox' },
  smtp: { server: 'smtps://mail.example.test', userid: 'probe', password: 'ssm:smtp' },
}

/** The table's monitors and what follows them, in memory, on one fake clock. */
export interface ReconcileWorld {
  clock: FakeClock
  monitors: MonitorStore
  runs: RunStore
  schedules: MemorySchedules
  ports: ReconcilePorts & { monitors: MonitorStore; runs: RunStore }
  /** Writes the row anew, whatever stands there; `undefined` removes it. */
  write(change: Record<string, unknown> | undefined, managedBy?: 'stack' | 'table'): Promise<void>
}

export function reconcileWorld(monitorId = 'inbox'): ReconcileWorld {
  const clock = fakeClock()
  const monitors = memoryMonitors()
  const runs = memoryStore(clock)
  const schedules = memorySchedules()
  return {
    clock,
    monitors,
    runs,
    schedules,
    ports: {
      clock,
      monitors,
      runs,
      schedules,
      ...runningAt(HOME),
      definitionSource: 'table',
    },
    async write(change, managedBy = 'table') {
      const before = await monitors.find(monitorId)
      if (!change) {
        if (before) await monitors.remove(before)
        return
      }
      const definition = { ...TABLE_DEFINITION, monitorId, ...change }
      const revision = (before?.revision ?? 0) + 1
      await monitors.put({ monitorId, managedBy, revision, definition }, before)
    },
  }
}
