import type { HandledRun } from '../../shared/app/run/handle-run.ts'
import type { RecordedRun } from '../../shared/app/run/settle-run.ts'
import { adviceFor } from '../../shared/core/advice/advice.ts'
import { reasonWords } from '../../shared/core/wording/words/reason-words.ts'
import type { RunRequest, RunResult } from '../../shared/core/run/run.ts'
import type { EpochMs, Millis } from '../../shared/core/time/units.ts'
import { span, spanWithin } from '../../shared/core/wording/words/figures.ts'

/** How a line is meant, for those who paint it. */
export type Tone = 'plain' | 'faint' | 'good' | 'bad' | 'odd'

export interface Line {
  tone: Tone
  text: string
}

/** What was said of a monitor's runs before this one. */
export interface SaidBefore {
  /** Runs in a row, this one not included, that did not deliver. */
  failures: number
  /** Why the last of them did not; the advice for it was given. */
  reason?: string | undefined
  /** An alert with the advice was shown during this run. */
  alerted: boolean
}

const NOT_TRIED =
  'This login is tried again after 1, 2, 4 … intervals, at most 15 minutes; with a changed password or monitor at once.'

/**
 * What the console says of a run: one line with local time, monitor and verdict. One that did not deliver adds
 * the server's words and what to do, once: as long as the reason stays the same, a count takes their place.
 */
export function runLines(request: RunRequest, handled: HandledRun, before: SaidBefore): Line[] {
  const { monitorId, scheduledAt } = request
  switch (handled.kind) {
    case 'recorded': {
      const { fresh, unsent } = handled
      // One that stood already was told by the process that made it.
      return [
        ...(fresh ? resultLines(handled, before) : []),
        ...unsent.map((error) => indented('bad', error.message)),
      ]
    }
    case 'no-monitor':
      return [said('odd', scheduledAt, monitorId, 'the monitor was removed: nothing was run')]
    case 'paused':
      return [said('faint', scheduledAt, monitorId, 'paused')]
    case 'not-its-turn':
      return []
    case 'under-way':
      return [
        said(
          'odd',
          scheduledAt,
          monitorId,
          'this run was begun before and is not finished; it is taken over when its time is up',
        ),
      ]
    default:
      return handled satisfies never
  }
}

function resultLines({ result, probedMs, server }: RecordedRun, before: SaidBefore): Line[] {
  const { monitorId, startedAt, status, warnings } = result
  const [tone, verdict] = verdictOf(result, probedMs)
  const first = said(tone, startedAt, monitorId, `${verdict}${inARow(result, before)}`)
  const isNew = status !== 0 && !(before.failures > 0 && before.reason === result.reason)
  return [
    first,
    ...(isNew && !before.alerted ? causeLines(result, server) : []),
    ...(warnings.length > 0 ? [indented('odd', `warning: ${warnings.join(', ')}`)] : []),
  ]
}

function inARow({ status }: RunResult, { failures }: SaidBefore): string {
  if (failures === 0) return ''
  if (status !== 0) return ` (${failures + 1} in a row)`
  return `, after ${failures} failed ${failures === 1 ? 'run' : 'runs'}`
}

function causeLines(result: RunResult, server: RecordedRun['server']): Line[] {
  const { reason, detail } = result
  const advice = result.tried === false ? NOT_TRIED : reason && adviceFor(reason, { ...result, ...server })
  const lines = [
    ...(detail === undefined ? [] : [`detail: ${detail}`]),
    ...(advice === undefined ? [] : advice.split('\n').map((line) => `> ${line}`)),
  ]
  return lines.map((line) => indented('plain', line))
}

function verdictOf(result: RunResult, probedMs: Millis | undefined): [Tone, string] {
  switch (result.outcome) {
    case 'delivered':
      return result.slow ? ['odd', `SLOW  ${roundTrip(result)}`] : ['good', `OK  ${roundTrip(result)}`.trim()]
    case 'failed':
    case 'lost':
      if (result.tried === false) return ['odd', `NOT TRIED${why(result)}`]
      return ['bad', `FAILED${lasted(result, probedMs)}${why(result)}`]
    case 'inconclusive':
      return ['odd', `INCONCLUSIVE${why(result)}`]
    default:
      return result.outcome satisfies never
  }
}

function why({ reason, phase }: RunResult): string {
  if (reason === undefined) return ''
  return `: ${reasonWords(reason)} (${reason}${phase === undefined ? '' : ` at ${phase}`})`
}

/**
 * Two processes have the wall clock in common alone, which may have been set back meanwhile; what one took it
 * has measured, or nobody.
 */
function lasted(result: RunResult, probedMs: Millis | undefined): string {
  if (isTakenOver(result)) return ` after ${span(result.finishedAt - result.startedAt)}${ACROSS}`
  return probedMs === undefined ? '' : ` after ${span(probedMs)}`
}

function roundTrip(result: RunResult): string {
  const { roundTripMs, resolutionMs } = result
  if (roundTripMs === undefined) return ''
  if (isTakenOver(result)) return `${span(roundTripMs)}${ACROSS}`
  return spanWithin(roundTripMs, resolutionMs)
}

const ACROSS = ' across two processes'

function isTakenOver({ warnings }: RunResult): boolean {
  return warnings.includes('taken-over')
}

function said(tone: Tone, at: EpochMs, monitorId: string, text: string): Line {
  return { tone, text: `${timeOfDay(at)}  ${monitorId}  ${text}` }
}

const INDENT = ' '.repeat(10)

function indented(tone: Tone, text: string): Line {
  return { tone, text: `${INDENT}${text}` }
}

/** The time of day where this machine stands, as 12:01:00. */
export function timeOfDay(at: EpochMs): string {
  return new Date(at).toTimeString().slice(0, 8)
}
