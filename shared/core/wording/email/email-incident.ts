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
  'It went down three times within a short time. The incident now stays open until every location has passed without',
  'a failure for half an hour (6 intervals, if that is longer). You get an alert then, not at every change.',
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
      ...(number === undefined ? [] : [labelled('Number', `alert ${number} of this incident`)]),
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
    ...(incident.flapping ? [labelled('Flapping', 'it alternated between failing and passing')] : []),
    ...lateArrivals(facts),
    ...acknowledgement(facts),
    labelled('Round trip', `${trip}, from ${place}`),
    ...usually(facts),
  ]
}

export function removedText(facts: AlertFacts, name: string): string[][] {
  return [
    [`The monitor ${name} was removed while it was down: it is NO LONGER TESTED.`],
    [
      'The incident ended because the monitor was removed, not because mail works again. Its last failed run reported:',
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
