import { forgetRuns } from '../account/ageing.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { forEach } from '../account/for-each.ts'
import { type Drained, lab } from '../account/lab.ts'
import { mail } from '../account/shared-stack.ts'
import type { DeployedStack } from '../account/stack.ts'
import { tableRows } from './table-rows.ts'

/** Monitors of the table by the dozen, all of one secret. */
export interface ManyMonitors {
  /** Writes their rows, and has them followed. */
  write(monitorIds: readonly string[], changes?: Readonly<Record<string, unknown>>): Promise<Drained[]>
  remove(monitorIds: readonly string[]): Promise<Drained[]>
  /** All that were written, with all that is known of them. */
  removeAll(): Promise<void>
}

export async function manyMonitors(stack: DeployedStack): Promise<ManyMonitors> {
  const rows = tableRows(stack)
  const written = new Set<string>()
  await stack.setSecret('struck', PASSWORD)
  return {
    async write(monitorIds, changes) {
      const definitions = monitorIds.map((name) => {
        written.add(name)
        const definition = mail.monitor(name) as { monitorId: string; mailbox?: object }
        return { ...definition, mailbox: { ...definition.mailbox, password: 'ssm:struck' }, ...changes }
      })
      await rows.write(definitions)
      return lab.drain()
    },
    async remove(monitorIds) {
      await rows.write([], monitorIds)
      return lab.drain()
    },
    async removeAll() {
      const all = [...written]
      await rows.write([], all)
      // First of all what is known of them: nobody adds up days then.
      await forEach(all, (monitorId) => forgetRuns(stack, monitorId))
      await lab.drain()
    },
  }
}
