import type { AlertFacts } from '../alert-facts.ts'
import {
  acknowledgement,
  because,
  dialogue,
  failedRuns,
  labelled,
  lateArrivals,
  since,
  todo,
  tripWords,
  usually,
  what,
  where,
} from './email-blocks.ts'
import { span, utcTime } from '../words/figures.ts'
import { tameLine } from '../../redaction/tame.ts'

/** What flapping means for whoever reads of it. */
const FLAPPING = [
  'It went down three times within a short time, so the incident now stays open, whatever single runs say, until every location',
  'has passed steadily for half an hour (6 intervals, where that is longer). You are told of that, and not of each change.',
]

export function openedText(facts: AlertFacts, name: string): string[][] {
  const { incident, lastedMs } = facts
  const flapping = incident?.flapping === true
  // Of a single failing run all is said.
  const several = incident !== undefined && incident.failedRuns > 1
  return [
    [`The round-trip email test of ${name} FAILED${flapping ? ' again: it is FLAPPING' : ''}.`],
    flapping ? FLAPPING : [],
    [
      ...what(facts),
      ...where(facts),
      ...since(facts),
      ...(several ? [...failedRuns(facts), labelled('Down for', span(lastedMs))] : []),
      ...because('Before that', facts, facts.reason),
      ...lateArrivals(facts),
      ...acknowledgement(facts),
      ...usually(facts),
    ],
    ...dialogue(facts),
    todo(facts),
  ]
}

export function repeatedText(facts: AlertFacts, name: string): string[][] {
  const { incident, lastedMs, number } = facts
  const flapping = incident?.flapping === true
  return [
    [
      flapping
        ? `The round-trip email test of ${name} is STILL FLAPPING.`
        : `The round-trip email test of ${name} STILL FAILS: it is still down.`,
    ],
    flapping ? FLAPPING : [],
    [
      ...what(facts),
      ...where(facts),
      ...since(facts),
      labelled(flapping ? 'Lasting' : 'Down for', span(lastedMs)),
      ...failedRuns(facts),
      ...because('Before that', facts, facts.reason),
      ...lateArrivals(facts),
      ...(number === undefined ? [] : [labelled('Told', `this is alert ${number} of the incident`)]),
      ...usually(facts),
    ],
    ...dialogue(facts),
    todo(facts),
  ]
}

export function resolvedText(facts: AlertFacts, name: string): string[][] {
  return [[`The round-trip email test of ${name} passes again.`], recovery(facts)]
}

function recovery(facts: AlertFacts): string[] {
  const { run, incident, lastedMs } = facts
  const place = tameLine(run.location)
  const trip = tripWords(facts)
  if (!incident) return [labelled('Round trip', trip), labelled('From', place), ...usually(facts)]
  const { failingSince, resolvedAt = run.finishedAt } = incident
  return [
    labelled(incident.flapping ? 'Lasted' : 'Down for', span(lastedMs)),
    labelled('From', `${utcTime(failingSince)} until ${utcTime(resolvedAt)}`),
    ...failedRuns(facts),
    ...because('Because', facts),
    ...(incident.flapping ? [labelled('Flapping', 'it failed and passed by turns')] : []),
    ...lateArrivals(facts),
    ...acknowledgement(facts),
    labelled('Round trip', `${trip}, from ${place}`),
    ...usually(facts),
  ]
}

export function removedText(facts: AlertFacts, name: string): string[][] {
  return [
    [`The monitor ${name} was removed while it was down: NOBODY TESTS IT any more.`],
    [
      'The incident ends with its monitor, and not because mail works again: this is what its last failing run said.',
      'If it was removed by mistake, add it again: npx roundtrip monitors add, or its entry in cdk/monitors.ts.',
    ],
    [
      ...what(facts),
      ...where(facts),
      ...since(facts),
      labelled('Down for', `${span(facts.lastedMs)}, until it was removed`),
      ...failedRuns(facts),
      ...because('Before that', facts, facts.reason),
      ...lateArrivals(facts),
      ...acknowledgement(facts),
    ],
  ]
}
