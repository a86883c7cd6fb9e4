import { REASON_WORDS } from '../reason-words.ts'
import type { RunResult } from '../run.ts'
import { STATUS_NAMES } from '../statuses.ts'
import { tameLine } from '../tame.ts'
import { WARNING_WORDS } from '../warning-words.ts'
import type { AlertFacts } from './alert-facts.ts'
import { phaseSpans, span, utcTime } from './figures.ts'

/** Longest quotation of the server's words. */
const MAX_QUOTE = 300
/** Longest name of a monitor that is repeated. */
export const MAX_NAME = 200
const LABEL_WIDTH = 13

/** The email: paragraphs parted by blank lines, the most urgent first; every foreign word in it is tame. */
export function emailText(facts: AlertFacts): string {
  const paragraphs = [[openingOf(facts)], ...middleOf(facts), timings(facts), references(facts)]
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function openingOf({ alert, monitor }: AlertFacts): string {
  const test = `The round-trip email test of "${tameLine(monitor.name, MAX_NAME)}"`
  switch (alert.transition) {
    case 'opened':
    case 'repeated':
    case 'removed':
    case 'slow':
    case 'no-longer-slow':
      return `${test} FAILED.`
    case 'resolved':
      return `${test} passes again.`
    case 'inconclusive':
      return `${test} could not be made, or not to its end.`
    default:
      return alert.transition satisfies never
  }
}

function middleOf(facts: AlertFacts): string[][] {
  const { alert, run, incident } = facts
  switch (alert.transition) {
    case 'opened':
    case 'repeated':
    case 'removed':
    case 'slow':
    case 'no-longer-slow':
      return [
        [...what(facts), ...where(facts), labelled('Since', utcTime(incident?.openedAt ?? run.startedAt))],
        quotation(run),
        todo(facts),
      ]
    case 'resolved':
      return [recovery(facts)]
    case 'inconclusive':
      return [
        [
          'This says nothing about the mail server. The fault is on the side of the monitoring; the run counts',
          'neither as a success nor as a failure, and while this lasts the mail server goes untested.',
        ],
        [...what(facts), ...where(facts), labelled('At', utcTime(run.startedAt))],
        // The advice on a secret repeats its name and what is wrong with it.
        run.reason === 'secret-not-found' || run.reason === 'secret-forbidden' ? [] : quotation(run),
        todo(facts),
      ]
    default:
      return alert.transition satisfies never
  }
}

function what({ reason = 'internal-error', run }: AlertFacts): string[] {
  const words = REASON_WORDS[reason]
  return [
    labelled('What', `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`),
    labelled('Reason', `${reason}, status ${run.status} (${STATUS_NAMES[run.status]})`),
  ]
}

function where({ run, server, monitor }: AlertFacts): string[] {
  const at = [server && tameLine(server, MAX_NAME), run.phase && `phase ${run.phase}`].filter(Boolean)
  const waited = run.outcome === 'lost' && monitor.timeoutSeconds !== undefined
  return [
    labelled('Where', [...at, `tested from ${tameLine(run.location)}`].join(', ')),
    ...(waited ? [labelled('Waited', `${monitor.timeoutSeconds} s (timeoutSeconds)`)] : []),
  ]
}

function quotation({ outcome, detail }: RunResult): string[] {
  if (!detail) return []
  // A code of the system or our own remark is not the server's word.
  const isOurs = outcome !== 'failed' || /^[A-Z][A-Z0-9_]+$|^no answer to /.test(detail)
  return [isOurs ? 'Detail:' : 'The server said:', `  > ${tameLine(detail, MAX_QUOTE)}`]
}

function todo({ advice }: AlertFacts): string[] {
  return ['Likely cause, and what to do:', ...advice.map((line) => `  ${line}`)]
}

function recovery({ run, incident, lastedMs }: AlertFacts): string[] {
  const trip =
    run.roundTripMs === undefined
      ? 'not known'
      : span(run.roundTripMs) + (run.resolutionMs ? ` (at most ${span(run.resolutionMs)} less)` : '')
  if (!incident) return [labelled('Round trip', trip), labelled('From', tameLine(run.location))]
  const { openedAt, resolvedAt = run.finishedAt, failedRuns, locations, reasons } = incident
  return [
    labelled('Down for', span(lastedMs ?? resolvedAt - openedAt)),
    labelled('From', `${utcTime(openedAt)} until ${utcTime(resolvedAt)}`),
    labelled('Failed runs', `${failedRuns}, from ${tameLine(locations.join(', '))}`),
    ...reasons.map((reason, n) => labelled(n === 0 ? 'Because' : '', `${REASON_WORDS[reason]} (${reason})`)),
    labelled('Round trip', `${trip}, from ${tameLine(run.location)}`),
  ]
}

function timings({ run: { phases, warnings, waitedOutMs } }: AlertFacts): string[] {
  const smtp = phaseSpans(phases.smtp)
  const mailbox = phaseSpans(phases.mailbox)
  return [
    ...(smtp ? [labelled('Sending', smtp)] : []),
    ...(phases.transit === undefined ? [] : [labelled('Transit', span(phases.transit))]),
    ...(mailbox ? [labelled('Mailbox', mailbox)] : []),
    ...(waitedOutMs ? [labelled('Waited out', span(waitedOutMs))] : []),
    ...warnings.map((warning) => labelled('Also', WARNING_WORDS[warning])),
  ]
}

function references({ alert, run, monitor, link, help }: AlertFacts): string[] {
  const address = monitor.emailAddress ? `, ${tameLine(monitor.emailAddress, MAX_NAME)}` : ''
  const logKey = `in the Results table, sortKey "log#${tameLine(run.runId)}"`
  // Of most runs that were not made there is none.
  const hasLog = run.outcome !== 'inconclusive'
  return [
    labelled('Monitor', `${run.monitorId}${address}`),
    labelled('Run', tameLine(run.runId)),
    ...(link ? [labelled('See', link)] : hasLog ? [labelled('Log', logKey)] : []),
    labelled('Alert', alert.alertId),
    labelled('Help', help),
  ]
}

export function labelled(label: string, text: string): string {
  return label.padEnd(LABEL_WIDTH) + text
}
