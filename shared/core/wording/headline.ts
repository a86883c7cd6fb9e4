import { REASON_WORDS } from '../reason-words.ts'
import type { Transition } from '../state.ts'
import type { AlertFacts } from './alert-facts.ts'
import { asciiLine, gsmLine } from './ascii.ts'
import { span, utcMinute } from './figures.ts'
import { shortLine } from './short-line.ts'

/** SNS takes fewer than 100 characters (Publish, `Subject`). */
export const SUBJECT_CHARACTERS = 99
/** One part of a text message holds 140 octets (SNS), or 160 characters of GSM-7; the smaller is safe either way. */
export const SMS_CHARACTERS = 140

/** The state that the monitor is in by this alert, in words that stand out in a list of mails. */
export const STATE_WORDS = {
  opened: 'DOWN',
  repeated: 'STILL DOWN',
  resolved: 'RECOVERED',
  removed: 'NO LONGER WATCHED',
  slow: 'SLOW',
  'no-longer-slow': 'NORMAL AGAIN',
  inconclusive: 'NOT TESTED',
  misconfigured: 'MISCONFIGURED',
  silent: 'SILENT',
  heard: 'HEARD AGAIN',
  test: 'TEST',
} as const satisfies Record<Transition, string>

/** The subject: printable ASCII on one line, at most 99 characters; the reason is the slug that people look up. */
export function subjectOf(facts: AlertFacts): string {
  const { alert, reason, run, lastedMs } = facts
  const downFor = lastedMs === undefined ? 'passes again' : `was down ${span(lastedMs)}`
  const message = ` - ${reason ? reason.replaceAll('-', ' ') : downFor}`
  const prefix = `Roundtrip ${STATE_WORDS[alert.transition]}: `
  const name = shownName(facts, asciiLine)
  return shortLine({ prefix, name, message, extras: [` (${asciiLine(run.location)})`] }, SUBJECT_CHARACTERS)
}

/** The SMS: one part of GSM-7, at most 140 characters. */
export function smsOf(facts: AlertFacts): string {
  const prefix = `Roundtrip ${STATE_WORDS[facts.alert.transition]}: `
  const name = shownName(facts, gsmLine)
  return shortLine({ prefix, name, ...smsMessage(facts) }, SMS_CHARACTERS)
}

function smsMessage({ alert, run, incident, reason, lastedMs }: AlertFacts): {
  message: string
  extras: string[]
} {
  const place = ` (${gsmLine(run.location)})`
  switch (alert.transition) {
    case 'opened':
    case 'repeated':
    case 'removed':
    case 'slow':
    case 'no-longer-slow':
      return {
        message: `: ${wordsOf(reason)}`,
        extras: [place, `, since ${utcMinute(incident?.openedAt ?? run.startedAt)}`],
      }
    case 'resolved': {
      const failed = incident ? `, failed runs: ${incident.failedRuns}` : ''
      const trip = run.roundTripMs === undefined ? '' : `, round trip now ${span(run.roundTripMs)}`
      return {
        message: lastedMs === undefined ? ': passes again' : `: passes again after ${span(lastedMs)}`,
        extras: [place, failed, trip],
      }
    }
    case 'inconclusive':
      return { message: `: ${wordsOf(reason)}`, extras: ['. Says nothing about the mail server', place] }
    default:
      return alert.transition satisfies never
  }
}

function wordsOf(reason: AlertFacts['reason']): string {
  return REASON_WORDS[reason ?? 'internal-error']
}

/** The name, or the id where hardly anything of the name can be spelled in that alphabet. */
export function shownName({ monitor }: Pick<AlertFacts, 'monitor'>, spell: (text: string) => string): string {
  const name = spell(monitor.name)
  const spelled = name.match(/[A-Za-z0-9]/g)?.length ?? 0
  const letters = monitor.name.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return spelled > 0 && spelled >= letters / 2 ? name : spell(monitor.monitorId)
}
