import { tameLine } from '../../redaction/tame.ts'
import { runName } from '../../run/run-id.ts'
import type { Reason } from '../../run/statuses.ts'
import type { AlertFacts } from '../alert-facts.ts'
import {
  MAX_NAME,
  dialogue as dialogueOf,
  labelled,
  paragraphs,
  timings,
  todo,
  what,
  where,
} from './email-blocks.ts'
import { openedText, removedText, repeatedText, resolvedText } from './email-incident.ts'
import { noLongerSlowText, slowText } from './email-pace.ts'
import { utcTime } from '../words/figures.ts'
import { UNKNOWN_KIND } from '../state-words.ts'
import { monitorLines } from './monitor-lines.ts'

/** The advice on these repeats the secret's name and what is wrong with it. */
const ABOUT_A_SECRET: readonly Reason[] = ['secret-not-found', 'secret-forbidden', 'secret-not-for-host']

/** The email: paragraphs parted by blank lines, the most urgent first; every foreign word in it is tame. */
export function emailText(facts: AlertFacts): string {
  return paragraphs(...storyOf(facts), timings(facts), references(facts))
}

function storyOf(facts: AlertFacts): string[][] {
  const { alert, monitor } = facts
  const name = `"${tameLine(monitor.name, MAX_NAME)}"`
  switch (alert.transition) {
    case 'opened':
      return openedText(facts, name)
    case 'repeated':
      return repeatedText(facts, name)
    case 'resolved':
      return resolvedText(facts, name)
    case 'removed':
      return removedText(facts, name)
    case 'slow':
      return slowText(facts, name)
    case 'no-longer-slow':
      return noLongerSlowText(facts, name)
    case 'inconclusive':
      return inconclusiveText(facts, name)
    default:
      alert.transition satisfies never
      return unknownText(facts, name)
  }
}

function inconclusiveText(facts: AlertFacts, name: string): string[][] {
  const { reason, startedAt } = facts.run
  return [
    [`The round-trip email test of ${name} could not be completed.`],
    [
      'This says nothing about the mail server: the monitoring itself has a problem. The run counts neither as',
      'a success nor as a failure. Until this is fixed, the mail server is not tested.',
    ],
    [...what(facts), ...where(facts), labelled('At', utcTime(startedAt))],
    ...(reason && ABOUT_A_SECRET.includes(reason) ? [] : dialogueOf(facts)),
    todo(facts),
  ]
}

/** Home and its locations are of two versions during an upgrade. */
function unknownText(facts: AlertFacts, name: string): string[][] {
  const { reason, run } = facts
  return [
    [`About ${name}: ${UNKNOWN_KIND}.`],
    [...(reason ? what(facts) : []), ...where(facts), labelled('At', utcTime(run.startedAt))],
  ]
}

function references({ alert, run, monitor, link, help, logCommand }: AlertFacts): string[] {
  const byName =
    logCommand === undefined
      ? labelled('Run', tameLine(runName(run), Infinity))
      : labelled('Log', tameLine(logCommand, Infinity))
  return [
    ...monitorLines(run.monitorId, monitor),
    labelled('Alert', alert.alertId),
    labelled('Help', help),
    link === undefined ? byName : labelled('See', link),
  ]
}
