import type { LogLine } from '../../core/run/run.ts'

/** Most lines that wait to be taken; what comes beyond is counted. */
const MOST_WAITING = 1000

/** Lines of a log on their way to who follows the run. */
export interface UntakenLines {
  add(line: LogLine): void
  /** Those before the first whose text is not final; they are not taken again. */
  take(isFinal: (line: LogLine) => boolean): LogLine[]
}

export function untakenLines(): UntakenLines {
  let waiting: LogLine[] = []
  let leftOut = 0

  /** In the place of those for which there was no room. */
  function gap(atMs: number): LogLine {
    const text = `${String(leftOut)} lines left out here`
    return { atMs, dialogue: 'run', side: 'note', phase: '', text }
  }

  return {
    add(line) {
      if (waiting.length < MOST_WAITING - 1) waiting.push(line)
      else leftOut += 1
    },
    take(isFinal) {
      const end = waiting.findIndex((line) => !isFinal(line))
      const taken = end < 0 ? waiting : waiting.slice(0, end)
      waiting = end < 0 ? [] : waiting.slice(end)
      if (leftOut === 0 || waiting.length > 0) return taken
      const note = gap(taken.at(-1)?.atMs ?? 0)
      leftOut = 0
      return [...taken, note]
    },
  }
}
