import { tameLine } from '../../redaction/tame.ts'
import type { AlertFacts } from '../alert-facts.ts'
import { labelled, since, todo, tripWords, usually } from './email-blocks.ts'
import { knownSpan, span, utcTime } from '../words/figures.ts'
import { type SlowPart, partWords } from '../words/slow-words.ts'

export function slowText(facts: AlertFacts, name: string): string[][] {
  const { slow, run } = facts
  return [
    [`The round-trip email test of ${name} passes, but it is SLOW.`],
    [
      ...slow.map((part, n) => labelled(n === 0 ? 'Slow' : '', slowLine(part))),
      labelled('Round trip', tripWords(facts) + timesUsual(facts)),
      ...usually(facts),
      labelled('Where', `tested from ${tameLine(run.location)}`),
      ...since(facts),
    ],
    todo(facts),
  ]
}

export function noLongerSlowText(facts: AlertFacts, name: string): string[][] {
  const { alert, run, since: from, lastedMs } = facts
  return [
    [`The round-trip email test of ${name} is no longer slow.`],
    [
      labelled('Slow for', span(lastedMs)),
      ...(from === undefined ? [] : [labelled('From', `${utcTime(from)} until ${utcTime(alert.createdAt)}`)]),
      labelled('Round trip', `${tripWords(facts)}, from ${tameLine(run.location)}`),
      ...usually(facts),
    ],
  ]
}

function slowLine({ name, tookMs, limitMs }: SlowPart): string {
  const limit = limitMs === undefined ? '' : `, more than ${span(limitMs)}`
  return `${partWords(name)}: ${span(tookMs)}${limit} (slow.${name})`
}

/** Told from twice as long on: below, the figures say it as well. */
function timesUsual({ run: { roundTripMs }, alert: { usualRoundTripMs } }: AlertFacts): string {
  const usual = knownSpan(usualRoundTripMs)
  const times = usual ? (knownSpan(roundTripMs) ?? 0) / usual : 0
  return times >= 2 ? `, ${Math.round(times)} times as long as usual` : ''
}
