import { judged, placedProblems } from '../cli/definitions/mistakes-in.ts'
import { fileName, placed } from '../cli/definitions/placed-problem.ts'
import { STACK_FILE, readDefinitions } from '../cli/definitions/read-definitions.ts'
import type { Known } from '../shared/core/definition/parse-monitor.ts'
import type { Monitor } from '../shared/core/definition/monitor.ts'
import type { LocalOptions } from './arguments.ts'
import { CannotStart } from './cannot-start.ts'

export interface OwnMonitors {
  /** As they were written. */
  definitions: readonly unknown[]
  monitors: readonly Monitor[]
}

/**
 * The user's own monitors, from `--monitors` or `cdk/monitors.ts`, which name what is known; none there means the demo. Throws
 * `CannotStart` with every mistake on a line of its own, beginning with its place.
 */
export async function ownMonitors(
  { monitorsFile, break: breaking }: Pick<LocalOptions, 'monitorsFile' | 'break'>,
  known: Known = {},
): Promise<OwnMonitors> {
  const shown = fileName(monitorsFile ?? 'cdk/monitors.ts')
  const read = await readDefinitions(monitorsFile ?? STACK_FILE)
  if (!read.ok) throw new CannotStart(`${placed(shown, read.line)}: ${read.message}`)
  const answer = judged(read.definitions, 'file', known)
  if (!answer.ok) {
    const mistakes = placedProblems(answer.problems, read.definitions, shown)
    throw new CannotStart([`${shown} has mistakes:`, ...mistakes].join('\n'))
  }
  const { written } = read.definitions
  const definitions: readonly unknown[] = Array.isArray(written) ? written : [written]
  if (breaking && definitions.length > 0) {
    throw new CannotStart(
      `--break breaks the demo monitor, which does not run while ${shown} holds monitors of yours.`,
    )
  }
  return { definitions, monitors: answer.monitors }
}
