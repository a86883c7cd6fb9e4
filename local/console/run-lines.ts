import type { HandledRun } from '../../shared/app/run/handle-run.ts'
import { adviceFor } from '../../shared/core/advice/advice.ts'
import { MAILBOX_PHASES, type PhaseTimes, SENDING_PHASES } from '../../shared/core/time/phases.ts'
import { REASON_WORDS } from '../../shared/core/wording/words/reason-words.ts'
import type { RunRequest, RunResult } from '../../shared/core/run/run.ts'
import { statusName } from '../../shared/core/run/statuses.ts'
import type { EpochMs, Millis } from '../../shared/core/time/units.ts'
import { span } from '../../shared/core/wording/words/figures.ts'

/** How a line is meant, for those who paint it. */
export type Tone = 'plain' | 'faint' | 'good' | 'bad' | 'odd'

export interface Line {
  tone: Tone
  text: string
}

const NOT_TRIED =
  'This login is tried again after 1, 2, 4 … intervals, at most 15 minutes; with a changed password or monitor at once.'

/**
 * What the console says of a run: one line with local time, monitor, verdict and phases in their order; for
 * one that did not deliver, also what failed, the server's words and what to do.
 */
export function runLines(request: RunRequest, handled: HandledRun): Line[] {
  const { monitorId, scheduledAt } = request
  switch (handled.kind) {
    case 'recorded': {
      const { result, fresh, unsent, probedMs } = handled
      return [
        ...(fresh ? [] : [said('faint', scheduledAt, monitorId, 'this minute was run already; its result:')]),
        ...resultLines(result, fresh ? probedMs : undefined),
        ...unsent.map((error) => indented('bad', error.message)),
      ]
    }
    case 'no-monitor':
      return [said('odd', scheduledAt, monitorId, 'the monitor is gone: nothing was run')]
    case 'paused':
      return [said('faint', scheduledAt, monitorId, 'paused')]
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

function resultLines(result: RunResult, probedMs: Millis | undefined): Line[] {
  const { monitorId, startedAt, status, warnings } = result
  const [tone, verdict] = verdictOf(result, probedMs)
  const parts = [verdict, roundTrip(result), phases(result)].filter((part) => part !== '')
  const lines = [said(tone, startedAt, monitorId, parts.join('  '))]
  if (status !== 0) lines.push(...causeLines(result))
  if (warnings.length > 0) lines.push(indented('odd', `warning: ${warnings.join(', ')}`))
  return lines
}

function causeLines(result: RunResult): Line[] {
  const { status, reason, phase, detail } = result
  const lines = [`status ${status} ${statusName(status, reason)}`]
  if (reason !== undefined) {
    const where = phase === undefined ? '' : ` at ${phase}`
    lines.push(`${reason}${where}: ${REASON_WORDS[reason]}`)
  }
  if (detail !== undefined) lines.push(`detail: ${detail}`)
  const advice = result.tried === false ? NOT_TRIED : reason && adviceFor(reason, result)
  if (advice !== undefined) lines.push(...advice.split('\n').map((line) => `> ${line}`))
  return lines.map((line) => indented('plain', line))
}

function verdictOf(result: RunResult, probedMs: Millis | undefined): [Tone, string] {
  switch (result.outcome) {
    case 'delivered':
      return ['good', 'OK']
    case 'failed':
    case 'lost':
      if (result.tried === false) return ['odd', 'NOT TRIED']
      return ['bad', `FAILED${lasted(result, probedMs)}`]
    case 'inconclusive':
      return ['odd', 'INCONCLUSIVE']
    default:
      return result.outcome satisfies never
  }
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
  if (isTakenOver(result)) return `${short(roundTripMs)} ms${ACROSS}`
  return resolutionMs === undefined
    ? `${short(roundTripMs)} ms`
    : `${short(roundTripMs)} ms (±${short(resolutionMs)})`
}

const ACROSS = ' across two processes'

function isTakenOver({ warnings }: RunResult): boolean {
  return warnings.includes('taken-over')
}

function phases({ phases: { smtp, transit, mailbox } }: RunResult): string {
  const groups = [
    inOrder(SENDING_PHASES, smtp),
    transit === undefined ? '' : `transit ${short(transit)}`,
    inOrder(MAILBOX_PHASES, mailbox),
  ].filter((group) => group !== '')
  return groups.length === 0 ? '' : `${groups.join(' | ')} ms`
}

function inOrder(names: readonly (keyof PhaseTimes)[], times: PhaseTimes): string {
  return names
    .flatMap((name) => (times[name] === undefined ? [] : [`${name} ${short(times[name])}`]))
    .join(' ')
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

/** Tenths below 10 ms, whole ms from there. */
function short(ms: Millis): string {
  return ms < 10 ? String(Math.round(ms * 10) / 10) : String(Math.round(ms))
}
