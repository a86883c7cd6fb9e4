import {
  MAILBOX_PHASES,
  type PhaseName,
  type PhaseTimes,
  SENDING_PHASES,
} from '../../../shared/core/time/phases.ts'
import { reasonWords } from '../../../shared/core/wording/words/reason-words.ts'
import type { RunResult, Warning } from '../../../shared/core/run/run.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { type Millis, SECOND } from '../../../shared/core/time/units.ts'

/** Exit codes of the Nagios plugin guidelines. */
export const NAGIOS_STATES = { OK: 0, WARNING: 1, CRITICAL: 2, UNKNOWN: 3 } as const

export type NagiosState = keyof typeof NAGIOS_STATES

export interface NagiosLine {
  state: NagiosState
  line: string
}

/** Old transports cut a plugin's output at 1,024 octets, and performance data that is cut is wrong. */
const MAX_TEXT = 400

/** Whether mail came through but somebody should look after it; what was waited out is in the figures. */
const WARNS: Readonly<Record<Warning, boolean>> = {
  'not-deleted': true,
  duplicate: true,
  'certificate-not-verified': true,
  'password-in-clear': true,
  'submit-answer-lost': true,
  'refusal-waited-out': false,
  'mailbox-waited-for': false,
  'leftovers-swept': false,
  'taken-over': false,
  'secret-re-read': false,
  'secret-for-any-host': false,
  'header-removed': false,
  'found-in-junk': true,
  'junk-not-looked-into': true,
  'deleted-came-back': true,
  'recheck-passed': false,
}

/** One line `ROUNDTRIP STATE - text | performance data`, times in seconds. */
export function nagiosLine(result: RunResult, timeoutSeconds: number): NagiosLine {
  const { outcome, reason = 'internal-error', phase, detail, roundTripMs, warnings } = result
  const state = stateOf(result)
  const figures = performanceData(result, timeoutSeconds)
  if (outcome === 'delivered') {
    const trip = roundTripMs === undefined ? '' : ` in ${seconds(roundTripMs)} s`
    const remarks = warnings.length === 0 ? '' : ` (${warnings.join(', ')})`
    return said(state, `the message came back${trip}${remarks}`, figures)
  }
  const where = phase === undefined ? '' : `, in ${phase}`
  const words = detail === undefined ? '' : `: ${detail}`
  return said(state, `${reasonWords(reason)} (${reason}, status ${result.status}${where})${words}`, figures)
}

/** What cannot be checked, as a plugin must say it. */
export function nagiosUnknown(text: string): NagiosLine {
  return said('UNKNOWN', text, '')
}

function stateOf({ outcome, warnings }: RunResult): NagiosState {
  switch (outcome) {
    case 'delivered':
      return warnings.some((warning) => WARNS[warning]) ? 'WARNING' : 'OK'
    case 'failed':
    case 'lost':
      return 'CRITICAL'
    case 'inconclusive':
      return 'UNKNOWN'
    default:
      return outcome satisfies never
  }
}

function said(state: NagiosState, text: string, figures: string): NagiosLine {
  // What follows a pipe is performance data, and a line break begins another kind of output.
  const safe = tameLine(text.replaceAll('\n', '; '), MAX_TEXT).replaceAll('|', '/')
  return { state, line: `ROUNDTRIP ${state} - ${safe}${figures === '' ? '' : ` | ${figures}`}` }
}

/** `label=value[unit];warn;crit;min;max`: no thresholds, least 0, a round trip at most the timeout. */
function performanceData({ roundTripMs, phases }: RunResult, timeoutSeconds: number): string {
  const { smtp, transit, mailbox } = phases
  return [
    ...(roundTripMs === undefined ? [] : [`roundtrip=${seconds(roundTripMs)}s;;;0;${timeoutSeconds}`]),
    ...ofSide('smtp', SENDING_PHASES, smtp),
    ...(transit === undefined ? [] : [figure('transit', transit)]),
    ...ofSide('mailbox', MAILBOX_PHASES, mailbox),
  ].join(' ')
}

function ofSide(side: string, names: readonly PhaseName[], times: PhaseTimes): string[] {
  return names.flatMap((name) => (times[name] === undefined ? [] : [figure(`${side}_${name}`, times[name])]))
}

function figure(label: string, ms: Millis): string {
  return `${label}=${seconds(ms)}s;;;0`
}

/** Tenths of a ms are the finest that is kept of a phase here. */
function seconds(ms: Millis): string {
  return String(Math.round((ms / SECOND) * 10_000) / 10_000)
}
