import { isServersWord } from '../words/detail-words.ts'
import { reasonWords } from '../words/reason-words.ts'
import type { Warning } from '../../run/run.ts'
import { statusName } from '../../run/statuses.ts'
import { tameLine } from '../../redaction/tame.ts'
import { warningWords } from '../words/warning-words.ts'
import type { LateStory } from '../../judging/state.ts'
import type { AlertFacts } from '../alert-facts.ts'
import { knownSpan, phaseSpans, span, utcTime } from '../words/figures.ts'
import { inJunk } from '../words/late-words.ts'

/** Longest quotation of the server's words. */
const MAX_QUOTE = 300
/** Longest name of a monitor, or of anything else that people chose, that is repeated. */
export const MAX_NAME = 200
/** Longest note that people wrote down. */
export const MAX_NOTE = 500
/** Messages that came late which a mail tells one by one. */
const MOST_LATE = 5
const LABEL_WIDTH = 13

/** Paragraphs parted by blank lines; those without a line are left out. */
export function paragraphs(...all: readonly (readonly string[])[]): string {
  return all
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

export function labelled(label: string, text: string): string {
  return label.padEnd(LABEL_WIDTH) + text
}

export function what({ reason = 'internal-error', run }: AlertFacts): string[] {
  const words = reasonWords(reason)
  return [
    labelled('What', `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`),
    labelled('Reason', `${reason}, status ${run.status} (${statusName(run.status, run.reason)})`),
  ]
}

export function where(facts: AlertFacts): string[] {
  const { run, monitor } = facts
  const waited = run.outcome === 'lost' && monitor.timeoutSeconds !== undefined
  return [
    labelled('Where', whereWords(facts)),
    ...(waited ? [labelled('Waited', `${monitor.timeoutSeconds} s (timeoutSeconds)`)] : []),
  ]
}

/** As `smtp://mail.example.com:25, phase smtp.submit, tested from local`. */
export function whereWords({ run, server }: AlertFacts): string {
  const at = [server && tameLine(server, MAX_NAME), run.phase && `phase ${run.phase}`].filter(Boolean)
  return [...at, `tested from ${tameLine(run.location)}`].join(', ')
}

export function since({ since }: AlertFacts): string[] {
  return [labelled('Since', since === undefined ? 'unknown' : utcTime(since))]
}

export function failedRuns({ incident }: AlertFacts): string[] {
  if (!incident) return []
  return [labelled('Failed runs', `${incident.failedRuns}, from ${tameLine(incident.locations.join(', '))}`)]
}

/** Each reason but this one on a line of its own. */
export function because(label: string, { incident }: AlertFacts, but?: string): string[] {
  return (incident?.reasons ?? [])
    .filter((reason) => reason !== but)
    .map((reason, n) => labelled(n === 0 ? label : '', `${reasonWords(reason)} (${reason})`))
}

/** That it was acknowledged, since when, and with which note. */
export function acknowledgement({ incident }: AlertFacts): string[] {
  if (!incident?.acknowledged) return []
  const { at, note } = incident.acknowledged
  return [
    labelled('Acknowledged', `at ${utcTime(at)}${note === undefined ? '' : `: ${tameLine(note, MAX_NOTE)}`}`),
  ]
}

/** What became of messages that were thought lost. */
export function lateArrivals({ incident }: AlertFacts): string[] {
  const late = incident?.lateArrivals ?? []
  if (late.length === 0) return []
  const told = late.slice(-MOST_LATE).map(lateWords)
  const more = late.length - told.length
  const messages = late.length === 1 ? '1 test message was' : `${late.length} test messages were`
  return [labelled('Not lost', `${messages} not lost: ${more > 0 ? `${more} more, ` : ''}${told.join(', ')}`)]
}

function lateWords(late: LateStory): string {
  return `${span(late.delayMs)} late${inJunk(late)}${late.unproved ? ' (not proved)' : ''}`
}

/** How it compares. */
export function usually({ alert: { usualRoundTripMs } }: AlertFacts): string[] {
  return knownSpan(usualRoundTripMs) === undefined
    ? []
    : [labelled('Usually', `round trip ${span(usualRoundTripMs)} (median of the last runs)`)]
}

/** As `1.2 s (at most 300 ms less)`. */
export function tripWords({ run: { roundTripMs, resolutionMs } }: AlertFacts): string {
  if (knownSpan(roundTripMs) === undefined) return 'not known'
  return span(roundTripMs) + (knownSpan(resolutionMs) ? ` (at most ${span(resolutionMs)} less)` : '')
}

/** The lines of the dialogue that matter, and the server's words unless they stand among them. */
export function dialogue(facts: AlertFacts): string[][] {
  const lines = facts.dialogue
  const { detail = '' } = facts.run
  const isSaid = lines.some((line) => line.includes(detail))
  return [
    isSaid ? [] : quotation(facts),
    lines.length === 0
      ? []
      : ['Dialogue (C: the monitor, S: the server):', ...lines.map((line) => `  ${line}`)],
  ]
}

function quotation({ run }: AlertFacts): string[] {
  if (!run.detail) return []
  return [isServersWord(run) ? 'The server said:' : 'Detail:', `  > ${tameLine(run.detail, MAX_QUOTE)}`]
}

export function todo({ advice }: AlertFacts): string[] {
  return advice.length === 0 ? [] : ['Likely cause, and what to do:', ...advice.map((line) => `  ${line}`)]
}

/** Said of the fleet by an alarm, and at each alert by none. */
const TOLD_AT_NIGHT: readonly Warning[] = ['secret-for-any-host']

export function timings({ run: { phases, warnings, waitedOutMs } }: AlertFacts): string[] {
  const smtp = phaseSpans(phases.smtp)
  const mailbox = phaseSpans(phases.mailbox)
  return [
    ...(smtp ? [labelled('Sending', smtp)] : []),
    ...(phases.transit === undefined ? [] : [labelled('Transit', span(phases.transit))]),
    ...(mailbox ? [labelled('Mailbox', mailbox)] : []),
    ...(waitedOutMs ? [labelled('Waited out', span(waitedOutMs))] : []),
    ...warnings
      .filter((warning) => !TOLD_AT_NIGHT.includes(warning))
      .map((warning) => labelled('Also', warningWords(warning))),
  ]
}
