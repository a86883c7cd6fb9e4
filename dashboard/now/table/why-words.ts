import type { Mark } from '../../../shared/core/history/views/health.ts'
import type { MonitorNow } from '../../api/answers.ts'

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  misconfigured: 'misconfigured',
  silent: 'silent',
  'not-tested': 'not tested',
  unreadable: 'its state cannot be read',
}

/** What stands under the name of a monitor. */
export interface Why {
  /** In few words, as `failing 1 of 3` or `silent`. */
  marks: string[]
  /** As `the mailbox server refused the login` and the server. */
  words: string[]
}

/** `timeOf` writes an instant as the page does. */
export function whyWords(monitor: MonitorNow, timeOf: (at: string) => string): Why {
  const { health, failing, marks, reasonWords, server, problems, acknowledged } = {
    ...monitor,
    acknowledged: monitor.incident?.acknowledged !== undefined,
  }
  const isPaused = health === 'paused'
  const [mistake] = problems
  return {
    marks: [
      ...(failing && !isPaused ? [failingWords(failing)] : []),
      ...marks.map((mark) => MARK_WORDS[mark]),
      ...(acknowledged ? ['acknowledged'] : []),
    ],
    words: [
      ...untilWords(monitor, timeOf),
      ...(reasonWords === undefined || isPaused
        ? []
        : [reasonWords, ...(server === undefined ? [] : [server])]),
      ...(mistake ? [`${mistake.path}: ${mistake.message}`] : []),
    ],
  }
}

function failingWords({ runs, of, awaitsRecheck }: NonNullable<MonitorNow['failing']>): string {
  return `failing ${runs} of ${of}${awaitsRecheck ? ', a second run is checking it' : ''}`
}

function untilWords(
  { health, disabled, pausedUntil, maintenanceUntil }: MonitorNow,
  timeOf: (at: string) => string,
): string[] {
  if (health === 'maintenance')
    return maintenanceUntil === undefined ? [] : [`until ${timeOf(maintenanceUntil)}`]
  if (health !== 'paused') return []
  if (disabled) return ['disabled']
  return [pausedUntil === undefined ? 'until resumed' : `until ${timeOf(pausedUntil)}`]
}
