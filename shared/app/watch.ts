import { notify, type NotifyPorts } from './notify.ts'
import type { RunStarter } from './ports.ts'

/** More waits for the next minute: one pass must end well within it. */
const MOST_PER_PASS = 100

export interface WatchReport {
  /** Runs past their time that were handed over again. */
  restarted: number
  /** What could not be done now and stays due. */
  failures: readonly Error[]
}

/**
 * One pass of the watchdog, every minute: runs whose claim has lapsed are started again with their own input, and alerts owed
 * are published. It finds its work through the index of what is due, never by scanning; one failure holds up nothing else.
 */
export async function watch(ports: NotifyPorts & { starter: RunStarter }): Promise<WatchReport> {
  const due = await ports.runs.due(ports.clock.now(), MOST_PER_PASS)
  const failures: Error[] = []
  let restarted = 0
  for (const item of due) {
    try {
      switch (item.kind) {
        case 'run': {
          const { monitorId, location, scheduledAt, trigger, requestId } = item.run
          const request = { monitorId, location, scheduledAt, trigger }
          await ports.starter.start(requestId === undefined ? request : { ...request, requestId })
          restarted += 1
          break
        }
        case 'state':
          failures.push(...(await notify(item.monitorId, ports)))
          break
        default:
          item satisfies never
      }
    } catch (cause) {
      failures.push(new Error(`the watchdog could not finish a ${item.kind}`, { cause }))
    }
  }
  return { restarted, failures }
}
