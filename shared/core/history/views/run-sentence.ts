import type { LateArrival, RunResult } from '../../run/run.ts'
import { statusName } from '../../run/statuses.ts'
import { tameLine } from '../../redaction/tame.ts'
import { isServersWord } from '../../wording/words/detail-words.ts'
import { span } from '../../wording/words/figures.ts'
import { inJunk } from '../../wording/words/late-words.ts'
import { reasonWords } from '../../wording/words/reason-words.ts'
import { partWords } from '../../wording/words/slow-words.ts'
import { failureWords } from './shared-cause.ts'

/** Longest quotation of a server in a sentence. */
const MOST_QUOTED = 200

/** What a run came to in a half-sentence, for a line of a list. */
export function runWords(run: RunResult): string {
  const { outcome, roundTripMs, reason, status, slow, lateArrival, warnings } = run
  if (outcome === 'delivered') {
    const came = roundTripMs === undefined ? 'came back' : `came back in ${span(roundTripMs)}`
    return slow ? `${came}, slow: ${slow.map(partWords).join(', ')}` : came
  }
  const why = reason === undefined ? statusName(status).toLowerCase() : reasonWords(reason)
  if (warnings.includes('recheck-passed')) return `${why}; a second run passed`
  return lateArrival ? `${why}; ${lateWords(lateArrival)}` : why
}

/** Who is to blame for what a run came to and what they said; what it counts for, where that is not plain. */
export function runSentence(run: RunResult, server: string | undefined): string {
  return [...outcomeWords(run, server), ...countsFor(run)].join(' ')
}

function outcomeWords(run: RunResult, server: string | undefined): string[] {
  const { outcome, lateArrival } = run
  switch (outcome) {
    case 'delivered':
      return [`The test message ${runWords(run)}.`]
    case 'lost':
      return [
        `${senderOf(run)} accepted the test message, but it was not in the mailbox at the timeout.`,
        ...(lateArrival
          ? [`I${lateWords(lateArrival).slice(1)}: it was late, not lost.`]
          : [...whereabouts(run), ...quotation(run)]),
      ]
    case 'failed':
      return failedWords(run, server)
    case 'inconclusive':
      return [`This says nothing about the mail servers: ${whyOf(run, undefined)}.`, ...quotation(run)]
    default:
      return outcome satisfies never
  }
}

/** What SES told of a message is all that such a run says of it, and names SES first. */
function senderOf({ detail = '' }: RunResult): string {
  return detail.startsWith('Amazon SES') ? 'Amazon SES' : 'The SMTP server'
}

function whereabouts(run: RunResult): string[] {
  if (senderOf(run) === 'The SMTP server') return ['It is queued between the two servers, filtered, or lost.']
  return run.reason === 'message-not-delivered' ? ['It was filtered or lost after its delivery.'] : []
}

function lateWords(late: LateArrival): string {
  return `it came ${span(late.delayMs)} after it was sent${inJunk(late)}`
}

function failedWords(run: RunResult, server: string | undefined): string[] {
  const { phase, tried } = run
  const why = whyOf(run, server)
  if (tried === false) return [`No login was attempted, because one was refused before: ${why}.`]
  const step = phase === undefined ? '' : ` (${partWords(phase)})`
  return [`${why.slice(0, 1).toUpperCase()}${why.slice(1)}${step}.`, ...quotation(run)]
}

function whyOf({ reason, status }: RunResult, server: string | undefined): string {
  return reason === undefined ? statusName(status).toLowerCase() : failureWords(reason, server)
}

function quotation(run: RunResult): string[] {
  if (!run.detail) return []
  const said = tameLine(run.detail, MOST_QUOTED)
  return [`${isServersWord(run) ? 'The server said' : 'Detail'}: ${said}${said.endsWith('.') ? '' : '.'}`]
}

function countsFor({ warnings, maintenance, trigger }: RunResult): string[] {
  if (warnings.includes('recheck-passed'))
    return ['An immediate second run passed, so this failure does not count.']
  if (maintenance) return ['It was made during maintenance and does not count.']
  return trigger === 'on-demand' ? ['It was made on demand and does not count.'] : []
}
