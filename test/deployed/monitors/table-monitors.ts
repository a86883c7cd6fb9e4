import { runKeyOf } from '../../../shared/core/identity/run-key.ts'
import type { RunResult } from '../../../shared/core/run/run.ts'
import { type EpochMs, MINUTE } from '../../../shared/core/time/units.ts'
import { forgetRuns } from '../account/ageing.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { type Fired, lab } from '../account/lab.ts'
import { mail } from '../account/shared-stack.ts'
import { type DeployedStack, resultOf } from '../account/stack.ts'
import { tableRows } from './table-rows.ts'

/**
 * Monitors of the table that one suite works with: followed as soon as they are written, with their mailboxes
 * and secrets.
 */
export interface TableMonitors {
  put(monitorId: string, changes?: Readonly<Record<string, unknown>>): Promise<void>
  /**
   * Fires the monitor's schedule for a minute, waits for Lambda to be done with it, and reads the result that
   * stands then.
   */
  fire(monitorId: string, time: EpochMs): Promise<Fired & { result: RunResult | undefined }>
  /** All that were put, with all that is known of them. */
  removeAll(): Promise<void>
}

export function tableMonitors(stack: DeployedStack): TableMonitors {
  const rows = tableRows(stack)
  const { location } = stack
  const group = `${stack.name}-${location}`
  const written = new Set<string>()
  return {
    async put(monitorId, changes) {
      written.add(monitorId)
      await stack.setSecret(monitorId, PASSWORD)
      await rows.put(mail.monitor(monitorId, changes))
      await lab.drain()
    },
    async fire(monitorId, time) {
      const fired = await lab.fire({ schedule: monitorId, group, time })
      const scheduledAt = Math.floor(time / MINUTE) * MINUTE
      const key = runKeyOf({ monitorId, location, scheduledAt, trigger: 'schedule' })
      return { ...fired, result: await resultOf(key, stack.ports.runs) }
    },
    async removeAll() {
      for (const monitorId of written) await rows.remove(monitorId)
      await lab.drain()
      for (const monitorId of written) await forgetRuns(stack, monitorId)
    },
  }
}
