import type { MonitorStore } from '../../shared/app/ports/monitor-store.ts'
import { ruleName } from '../../shared/core/aws/rule-names.ts'

/** Whose a rule is. */
export interface RuledMonitors {
  /** The id of the monitor whose rule is called so; `undefined` where its row is gone. */
  find(ruleName: string): Promise<string | undefined>
}

/**
 * Reads the whole table at the first question, and only then: rules seldom give up, and no index leads from
 * their names.
 */
export function ruledMonitors(stackName: string, monitors: Pick<MonitorStore, 'list'>): RuledMonitors {
  let byRule: Promise<Map<string, string>> | undefined
  async function readAll(): Promise<Map<string, string>> {
    const rows = await monitors.list()
    return new Map(rows.map(({ monitorId }) => [ruleName(stackName, monitorId), monitorId]))
  }
  return { find: async (name) => (await (byRule ??= readAll())).get(name) }
}
