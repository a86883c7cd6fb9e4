import { describeProblem } from '../../definition/parse-monitor.ts'
import type { MonitorAlert } from '../../judging/state.ts'
import { tameLine } from '../../redaction/tame.ts'
import type { AlertedMonitor } from '../alerted-monitor.ts'
import { MAX_NAME, labelled, paragraphs } from './email-blocks.ts'
import { span, utcTime } from '../words/figures.ts'
import { UNKNOWN_KIND } from '../state-words.ts'
import { monitorLines } from './monitor-lines.ts'

/** Mistakes that a mail shows; the row's state has all. */
const MOST_SHOWN = 20
/** Longest line of a mistake in a mail: an unknown field's name may be long. */
const MAX_PROBLEM = 300

/** Where to read and where to look. */
export interface Pointers {
  help: string
  link: string | undefined
}

/** The email of an alert on a monitor itself. */
export function monitorAlertText(
  alert: MonitorAlert,
  monitor: AlertedMonitor,
  { help, link }: Pointers,
): string {
  const name = `"${tameLine(monitor.name, MAX_NAME)}"`
  return paragraphs(...storyOf(alert, name), [
    ...monitorLines(alert.monitorId, monitor),
    labelled('Alert', alert.alertId),
    labelled('Help', help),
    ...(link === undefined ? [] : [labelled('See', link)]),
  ])
}

function storyOf(alert: MonitorAlert, name: string): string[][] {
  switch (alert.transition) {
    case 'misconfigured':
      return misconfiguredText(alert, name)
    case 'silent':
      return silentText(alert, name)
    case 'heard':
      return heardText(alert, name)
    case 'test':
      return testText(alert)
    default:
      alert.transition satisfies never
      return unknownText(alert, name)
  }
}

function misconfiguredText({ since, problems = [] }: MonitorAlert, name: string): string[][] {
  const more = problems.length - MOST_SHOWN
  return [
    [`The row of ${name} in the Monitors table has mistakes.`],
    [
      'The last valid definition, if there is one, stays in force.',
      'This alert is sent once. Correct the row to resolve it.',
    ],
    [
      'Mistakes:',
      ...problems.slice(0, MOST_SHOWN).map((one) => `  ${tameLine(describeProblem(one), MAX_PROBLEM)}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ],
    [labelled('Since', utcTime(since))],
  ]
}

function silentText(alert: MonitorAlert, name: string): string[][] {
  return [
    [`There are no new results of ${name}.`],
    [
      'This says nothing about the mail server: the monitoring does not run. Until this is fixed,',
      'the mail server is not tested.',
    ],
    [labelled('Last result', utcTime(alert.since)), where(alert)],
    [
      'Likely causes, in order:',
      '  The function was throttled: the account has too little Lambda concurrency for all its monitors.',
      '  A rule, a schedule, a role or the function was changed or removed by hand: deploy again.',
      '  The function fails before it can store a result: look at the errors in its log.',
    ],
  ]
}

function heardText(alert: MonitorAlert, name: string): string[][] {
  const { since, createdAt } = alert
  return [
    [`There are results of ${name} again.`],
    [
      labelled('Silent for', span(createdAt - since)),
      labelled('From', `${utcTime(since)} until ${utcTime(createdAt)}`),
      where(alert),
    ],
  ]
}

function testText({ since, topic }: MonitorAlert): string[][] {
  return [
    [`TEST: nothing is wrong. This alert was requested at ${utcTime(since)} to check that alerts arrive.`],
    [`They do: you receive the alerts of the topic "${tameLine(topic, MAX_NAME)}".`],
  ]
}

/** Home and its locations are of two versions during an upgrade. */
function unknownText(alert: MonitorAlert, name: string): string[][] {
  return [[`About ${name}: ${UNKNOWN_KIND}.`], [labelled('Since', utcTime(alert.since)), where(alert)]]
}

function where({ location = '' }: MonitorAlert): string {
  return labelled('Where', `from ${tameLine(location)}`)
}
