import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { DEFAULT_ALERT_CAP } from '../../../shared/core/judging/alert-cap.ts'
import { updateState } from '../../../shared/app/store/update-state.ts'
import { type WatchReport, watch } from '../../../shared/app/watch/watch.ts'
import type { MonitorAlert, OwedAlert } from '../../../shared/core/judging/state.ts'
import { MINUTE } from '../../../shared/core/time/units.ts'
import { notify } from '../../../shared/app/alerts/notify.ts'
import type { FakeClock } from '../fake-clock.ts'
import { DEFINITION, type RunWorld, runWorld } from './run-world.ts'

/** A world of many monitors, in which alerts are owed without any run. */
export interface OwingWorld extends RunWorld {
  /**
   * Adds a `silent` alert, or another, to what the monitor owes; answers its id, which begins with the
   * monitor's.
   */
  owe(monitorId: string, change?: Partial<MonitorAlert>): Promise<string>
  /** Ids of the alerts that were told, message by message. */
  told(): string[][]
  /** One pass of the watchdog, by these ports or the world's. */
  pass(ports?: RunWorld['ports']): Promise<WatchReport>
  /** So many minutes, each with a pass; throws what one could not do. */
  passes(minutes: number): Promise<void>
  owedBy(monitorId: string): Promise<readonly OwedAlert[]>
}

/** `storeAt`: makes another store than the one in memory. */
export async function owingWorld(storeAt?: (clock: FakeClock) => RunStore): Promise<OwingWorld> {
  const made = await runWorld()
  const runs = storeAt?.(made.clock) ?? made.runs
  const world = { ...made, runs, ports: { ...made.ports, runs } }
  const { clock, monitors, published, ports } = world
  const counts = new Map<string, number>()

  function pass(by = ports): Promise<WatchReport> {
    const starter = { start: () => Promise.reject(new Error('no run is past its time')) }
    return clock.runUntil(watch({ ...by, starter }))
  }

  return {
    ...world,
    async owe(monitorId, change = {}) {
      const definition = { ...DEFINITION, monitorId, name: `The ${monitorId}` }
      await monitors.put({ monitorId, managedBy: 'stack', revision: 1, definition }, undefined)
      const count = (counts.get(monitorId) ?? 0) + 1
      counts.set(monitorId, count)
      const alert: MonitorAlert = {
        alertId: `${monitorId}-${String(count)}`,
        transition: 'silent',
        topic: 'alerts',
        createdAt: clock.now(),
        monitorId,
        location: 'local',
        since: clock.now(),
        ...change,
      }
      await updateState(monitorId, runs, (state) => ({ ...state, owed: [...state.owed, alert] }))
      return alert.alertId
    },
    told: () =>
      published.map(({ alertId, json }) => {
        const { alerts } = JSON.parse(json) as { alerts?: { alertId: string }[] }
        return alerts?.map((one) => one.alertId) ?? [alertId]
      }),
    pass,
    async passes(minutes) {
      for (let minute = 0; minute < minutes; minute += 1) {
        await clock.advance(MINUTE)
        const { failures } = await pass()
        if (failures.length > 0) throw new AggregateError(failures, 'a pass failed')
      }
    },
    owedBy: async (monitorId) => (await runs.findState(monitorId))?.owed ?? [],
  }
}

/** The ids of as many monitors. */
export function monitorIds(count: number, prefix = 'm'): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${String(n).padStart(3, '0')}`)
}

/** A topic that has had its fill of alerts: whatever comes within the next minutes is folded. */
export async function fillTopic(world: Pick<OwingWorld, 'runs' | 'clock'>, topic = 'alerts'): Promise<void> {
  const at = world.clock.now()
  const alone = Array.from({ length: DEFAULT_ALERT_CAP }, (_, n) => ({ alertId: `before-${String(n)}`, at }))
  await world.runs.putTraffic({ topic, version: 1, alone })
}

/** Each monitor owes an alert and tells it, one after the other. */
export async function tellAll(world: OwingWorld, ids: readonly string[]): Promise<string[]> {
  const alertIds: string[] = []
  for (const monitorId of ids) {
    alertIds.push(await world.owe(monitorId))
    await notify(monitorId, world.ports)
  }
  return alertIds
}
