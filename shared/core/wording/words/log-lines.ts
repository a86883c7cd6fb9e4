import type { LogLine } from '../../run/run.ts'

/** A diagnostic log for people, line by line: ms since the start, dialogue, phase, side, what was said. */
export function logLines(log: readonly LogLine[]): string[] {
  return log.map(({ atMs, dialogue, side, phase, text }) =>
    [atMs.toFixed(1).padStart(9), dialogue.padEnd(7), phase.padEnd(8), side.padEnd(6), text]
      .join('  ')
      .trimEnd(),
  )
}
