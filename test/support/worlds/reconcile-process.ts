import type { ReconcilePorts } from '../../../shared/app/monitors/reconcile-monitor.ts'
import type { MonitorStore } from '../../../shared/app/ports/monitor-store.ts'
import type { Schedules } from '../../../shared/app/ports/schedules.ts'
import { type CallName, type CallPlan, callsUnderTest } from '../processes/process-under-test.ts'

type Ports = ReconcilePorts & { monitors: MonitorStore }

/** The ports of a reconciler as one process sees them; calls of schedules have their location in the name. */
export function reconcileProcess(
  ports: Ports,
  plan?: CallPlan,
  onCall?: (call: CallName) => Promise<unknown> | undefined,
) {
  const { calls, death, wrap, clock } = callsUnderTest(plan, onCall)
  const at = (location: string) => wrap(`schedules at ${location}`, ports.schedules)
  const schedules: Schedules = {
    put: (schedule) => at(schedule.location).put(schedule),
    remove: (monitorId, location) => at(location).remove(monitorId, location),
    list: (location) => at(location).list(location),
  }
  return {
    calls,
    death,
    ports: {
      ...ports,
      clock: clock(ports.clock),
      runs: wrap('runs', ports.runs),
      monitors: wrap('monitors', ports.monitors),
      schedules,
    } satisfies Ports,
  }
}

/** Schedules of which those in `down` refuse, and nothing there is done. */
export function answering(schedules: Schedules, down: readonly string[]): Schedules {
  const asked = async <T>(location: string, ask: () => Promise<T>) => {
    if (down.includes(location)) throw new Error(`${location} does not answer`)
    return ask()
  }
  return {
    put: (one) => asked(one.location, () => schedules.put(one)),
    remove: (id, location) => asked(location, () => schedules.remove(id, location)),
    list: (location) => asked(location, () => schedules.list(location)),
  }
}
