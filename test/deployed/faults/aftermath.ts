import type { Striking } from '../../support/fault-proxy/fault-plan.ts'
import { healAll, monitorsDue } from './healing.ts'
import { lab } from '../account/lab.ts'
import type { DeployedStack } from '../account/stack.ts'

/** How things stand when all that was struck has been healed, by monitor. */
export interface Aftermath {
  /** Whether its call came. */
  struck(monitorId: string): boolean
  /** The alerts on it, as far as they were published, in their order. */
  told(monitorId: string): readonly unknown[]
  /** Whether somebody must still look at it. */
  isDue(monitorId: string): boolean
}

/** Lets everything that heals come, and looks. */
export async function aftermath(
  stack: DeployedStack,
  strikings: ReadonlyMap<string, Striking>,
): Promise<Aftermath> {
  for (let times = 0; times < 2; times += 1) await healAll(stack, [...strikings.keys()])
  const alerts = (await lab.published()).map(({ attributes }) => attributes)
  const byMonitor = Object.groupBy(alerts, ({ monitorId }) => String(monitorId))
  const due = await monitorsDue(stack.ports.runs, stack.ports.clock.now())
  return {
    struck: (monitorId) => strikings.get(monitorId)?.struck === true,
    told: (monitorId) => (byMonitor[monitorId] ?? []).map(({ transition }) => transition),
    isDue: (monitorId) => due.has(monitorId),
  }
}
