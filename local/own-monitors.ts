import { resolve } from 'node:path'

import type { Monitor } from '../shared/core/definition/monitor.ts'
import { describeProblems, parseMonitors } from '../shared/core/definition/parse-monitor.ts'
import type { LocalOptions } from './arguments.ts'
import { CannotStart } from './cannot-start.ts'
import { readMonitorsFile } from './monitors-file.ts'

/** The file that also the stack is made from. */
const STACK_FILE = resolve(import.meta.dirname, '../cdk/monitors.ts')

export interface OwnMonitors {
  /** As they were written. */
  definitions: readonly unknown[]
  monitors: readonly Monitor[]
}

/**
 * The user's own monitors, from `--monitors` or `cdk/monitors.ts`; none there means the demo. Throws `CannotStart` with every
 * mistake on a line of its own.
 */
export async function ownMonitors({
  monitorsFile,
  break: breaking,
}: Pick<LocalOptions, 'monitorsFile' | 'break'>): Promise<OwnMonitors> {
  const definitions = await readMonitorsFile(monitorsFile ?? STACK_FILE)
  const shown = monitorsFile ?? 'cdk/monitors.ts'
  const parsed = parseMonitors(definitions, 'file')
  if (!parsed.ok) {
    throw new CannotStart(`${shown} has mistakes:\n${describeProblems(parsed.problems)}`)
  }
  if (breaking && definitions.length > 0) {
    throw new CannotStart(
      `--break breaks the demo monitor, which does not run while ${shown} holds monitors of yours.`,
    )
  }
  return { definitions, monitors: parsed.monitors }
}
