import type { AlertMessage } from '../alert.ts'
import type { MonitorAlert } from '../state.ts'
import { tameLine } from '../tame.ts'
import { isoInstant } from '../units.ts'
import { helpOn, type AlertedMonitor, type AlertOptions } from './alert-facts.ts'
import { ALERT_SCHEMA } from './alert-json.ts'
import { asciiLine, gsmLine } from './ascii.ts'
import { labelled, MAX_NAME } from './email-text.ts'
import { span, utcTime } from './figures.ts'
import { shownName, SMS_CHARACTERS, STATE_WORDS, SUBJECT_CHARACTERS } from './headline.ts'
import { shortLine } from './short-line.ts'

/** Mistakes that a mail shows; the row's state has all. */
const MOST_SHOWN = 20
/** Longest line of a mistake in a mail: an unknown field's name may be long. */
const MAX_PROBLEM = 300

/** The wordings of an alert on a monitor itself, which no run stands behind. */
export function wordMonitorAlert(
  alert: MonitorAlert,
  monitor: AlertedMonitor,
  options: AlertOptions,
): AlertMessage {
  const { alertId, topic, transition, monitorId, location } = alert
  const prefix = `Roundtrip ${STATE_WORDS[transition]}: `
  const short = shortOf(alert)
  const extras = location === undefined ? [] : [` (${asciiLine(location)})`]
  const subject = { prefix, name: shownName({ monitor }, asciiLine), message: ` - ${short}`, extras }
  const sms = { prefix, name: shownName({ monitor }, gsmLine), message: `: ${short}`, extras }
  return {
    alertId,
    topic,
    subject: shortLine(subject, SUBJECT_CHARACTERS),
    text: textOf(alert, monitor, options),
    sms: shortLine(sms, SMS_CHARACTERS),
    json: jsonOf(alert, monitor, options),
    attributes: {
      // A row typed by hand may be called anything.
      monitorId: tameLine(monitorId, MAX_NAME),
      reason: transition,
      ...(location !== undefined && { location }),
      transition,
      tags: monitor.tags,
    },
  }
}

function shortOf({ transition, since, createdAt, problems = [] }: MonitorAlert): string {
  switch (transition) {
    case 'misconfigured':
      return problems.length === 1 ? 'one mistake in its row' : `${problems.length} mistakes in its row`
    case 'silent':
      return `no result since ${utcTime(since)}`
    case 'test':
      return 'nothing is wrong'
    case 'heard':
      return `results again after ${span(createdAt - since)}`
    default:
      return transition satisfies never
  }
}

function textOf(alert: MonitorAlert, monitor: AlertedMonitor, options: AlertOptions): string {
  const name = `"${tameLine(monitor.name, MAX_NAME)}"`
  const references = [
    labelled('Monitor', tameLine(alert.monitorId, MAX_NAME)),
    labelled('Alert', alert.alertId),
    labelled('Help', helpOn(alert.transition, options)),
  ]
  return [...paragraphsOf(alert, name), references].map((lines) => `${lines.join('\n')}\n`).join('\n')
}

function paragraphsOf(alert: MonitorAlert, name: string): string[][] {
  const { transition, since, createdAt, problems = [], location = '' } = alert
  const where = labelled('Where', `from ${tameLine(location)}`)
  switch (transition) {
    case 'misconfigured': {
      const more = problems.length - MOST_SHOWN
      return [
        [`The row of ${name} in the Monitors table has mistakes.`],
        [
          'Nothing that runs was changed: if it had a definition without mistakes before, that one stays in force.',
          'This is told once; mend the row and all is well again.',
        ],
        [
          'Mistakes:',
          ...problems.slice(0, MOST_SHOWN).map(({ path, message }) => `  ${problemLine(path, message)}`),
          ...(more > 0 ? [`  and ${more} more`] : []),
        ],
        [labelled('Since', utcTime(since))],
      ]
    }
    case 'silent':
      return [
        [`There are no results of ${name} any more.`],
        [
          'This says nothing about the mail server: it is the monitoring that does not run, and while this lasts the',
          'mail server goes untested.',
        ],
        [labelled('Last result', utcTime(since)), where],
        [
          'Likely causes, in order:',
          '  The function was throttled: the account has too little Lambda concurrency for all its monitors.',
          '  A rule, a schedule, a role or the function was changed or removed by hand: deploy again.',
          '  The function fails before it can store a result: look at the errors in its log.',
        ],
      ]
    case 'test':
      return [['This is a test.']]
    case 'heard':
      return [
        [`There are results of ${name} again.`],
        [
          labelled('Silent for', span(createdAt - since)),
          labelled('From', `${utcTime(since)} until ${utcTime(createdAt)}`),
          where,
        ],
      ]
    default:
      return transition satisfies never
  }
}

function problemLine(path: string, message: string): string {
  return tameLine(path === '' ? message : `${path}: ${message}`, MAX_PROBLEM)
}

function jsonOf(alert: MonitorAlert, monitor: AlertedMonitor, options: AlertOptions): string {
  const { alertId, transition, createdAt, location, since, problems } = alert
  const { monitorId, name, emailAddress, tags } = monitor
  return JSON.stringify({
    schema: ALERT_SCHEMA,
    alertId,
    transition,
    createdAt: isoInstant(createdAt),
    monitor: { monitorId, name, emailAddress, tags },
    location,
    since: isoInstant(since),
    problems,
    help: helpOn(transition, options),
  })
}
