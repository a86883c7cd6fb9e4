import { reasonWords } from './words/reason-words.ts'
import type { AlertFacts } from './alert-facts.ts'
import { knownSpan, span, utcMinute } from './words/figures.ts'
import type { Headline } from './subject-and-sms.ts'
import { UNKNOWN_KIND } from './state-words.ts'
import { slowestWords } from './words/slow-words.ts'

/** The short forms of an alert that a run brought about. */
export function runHeadline(facts: AlertFacts): Headline {
  const { alert, monitor, state, shortLink: link } = facts
  return { alertId: alert.alertId, monitor, state, link, ...wordsOf(facts) }
}

type Words = Pick<Headline, 'heading' | 'what' | 'subjectExtras' | 'smsExtras'>

function wordsOf(facts: AlertFacts): Words {
  const { alert, run, incident, lastedMs } = facts
  const reason = facts.reason ?? 'internal-error'
  const failing = { heading: reason.replaceAll('-', ' '), what: reasonWords(reason) }
  const place = ` (${run.location})`
  const failedRuns = incident ? `, failed runs: ${incident.failedRuns}` : ''
  const since = facts.since === undefined ? '' : `, since ${utcMinute(facts.since, alert.createdAt)}`
  switch (alert.transition) {
    case 'opened':
      return { ...failing, subjectExtras: [place], smsExtras: [place, since] }
    case 'repeated': {
      const lasting = lastedMs === undefined ? since : `, for ${span(lastedMs)}`
      const number = facts.number === undefined ? '' : `, alert ${facts.number}`
      return { ...failing, subjectExtras: [lasting, place], smsExtras: [place, lasting, failedRuns, number] }
    }
    case 'resolved': {
      const was = incident?.flapping ? 'was flapping' : 'was down'
      return {
        heading: lastedMs === undefined ? 'passes again' : `${was} ${span(lastedMs)}`,
        what: lastedMs === undefined ? 'passes again' : `passes again after ${span(lastedMs)}`,
        subjectExtras: [place],
        smsExtras: [place, failedRuns, notLost(facts), tripNow(facts)],
      }
    }
    case 'removed':
      return {
        heading: 'removed while it was down',
        what: 'removed while it was down',
        subjectExtras: [place],
        smsExtras: [`, last: ${failing.what}`, since],
      }
    case 'slow': {
      const slowest = slowestWords(facts.slow)
      return {
        heading: slowest,
        what: slowest,
        subjectExtras: [usually(facts), place],
        smsExtras: [usually(facts), place],
      }
    }
    case 'no-longer-slow': {
      return {
        heading: lastedMs === undefined ? 'no longer slow' : `was slow ${span(lastedMs)}`,
        what: lastedMs === undefined ? 'no longer slow' : `no longer slow after ${span(lastedMs)}`,
        subjectExtras: [place],
        smsExtras: [place, tripNow(facts)],
      }
    }
    case 'inconclusive':
      return {
        ...failing,
        subjectExtras: [place],
        smsExtras: ['. Says nothing about the mail server', place],
      }
    default: {
      alert.transition satisfies never
      return { heading: UNKNOWN_KIND, what: UNKNOWN_KIND, subjectExtras: [place], smsExtras: [place, since] }
    }
  }
}

function notLost({ incident }: AlertFacts): string {
  const late = incident?.lateArrivals.length ?? 0
  return late > 0 ? `, not lost but late: ${late}` : ''
}

function tripNow({ run }: AlertFacts): string {
  return knownSpan(run.roundTripMs) === undefined ? '' : `, round trip now ${span(run.roundTripMs)}`
}

/** Usual are round trips: of a single step that is slow they say nothing. */
function usually({ alert, slow }: AlertFacts): string {
  const { usualRoundTripMs } = alert
  const comparable = slow[0]?.name === 'roundTrip' && knownSpan(usualRoundTripMs) !== undefined
  return comparable ? `, usually ${span(usualRoundTripMs)}` : ''
}
