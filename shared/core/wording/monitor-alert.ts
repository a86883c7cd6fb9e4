import type { AlertMessage } from './alert-message.ts'
import { severityOf } from './severity.ts'
import type { MonitorAlert } from '../judging/state.ts'
import { tameLine } from '../redaction/tame.ts'
import type { Millis } from '../time/units.ts'
import { type AlertOptions, helpOn } from './alert-facts.ts'
import type { AlertedMonitor } from './alerted-monitor.ts'
import { monitorAlertJson } from './alert-json.ts'
import { MAX_NAME } from './email/email-blocks.ts'
import { knownSpan, span, utcTime } from './words/figures.ts'
import { type Headline, smsOf, subjectOf } from './subject-and-sms.ts'
import { monitorAlertText } from './email/monitor-alert-text.ts'
import { alertLink } from './page-link.ts'
import { UNKNOWN_KIND, stateOf } from './state-words.ts'
import { inOwnWords } from './template/template.ts'
import { templateValues } from './template/template-values.ts'

/** The wordings of an alert on a monitor itself, which no run stands behind. */
export function wordMonitorAlert(
  alert: MonitorAlert,
  monitor: AlertedMonitor,
  options: AlertOptions,
): AlertMessage {
  const { alertId, topic, transition, monitorId, location, since } = alert
  const link = alertLink(alert, options.pageUrl)
  const headline = { ...headlineOf(alert, monitor), link }
  const help = helpOn(transition, options)
  const message = {
    alertId,
    topic,
    subject: subjectOf(headline),
    text: monitorAlertText(alert, monitor, { help, link }),
    sms: smsOf(headline),
    json: monitorAlertJson(alert, monitor, { help, link }),
    attributes: {
      // A row typed by hand may be called anything.
      monitorId: tameLine(monitorId, MAX_NAME),
      reason: transition,
      ...(location !== undefined && { location }),
      transition,
      severity: severityOf(transition),
      tags: monitor.tags,
    },
  }
  const values = {
    headline,
    reason: transition,
    where: whereOf(alert),
    since,
    lastedMs: lastedOf(alert),
    link: link ?? help,
  }
  return inOwnWords(message, templateValues(values), options.wording ?? {})
}

function headlineOf(alert: MonitorAlert, monitor: AlertedMonitor): Headline {
  const { alertId, location } = alert
  const short = shortOf(alert)
  const extras = location === undefined ? [] : [` (${location})`]
  return {
    alertId,
    monitor,
    state: stateOf(alert),
    heading: short,
    what: short,
    subjectExtras: extras,
    smsExtras: extras,
  }
}

function shortOf(alert: MonitorAlert): string {
  const { transition, since, problems = [] } = alert
  switch (transition) {
    case 'misconfigured':
      return problems.length === 1 ? 'one mistake in its row' : `${problems.length} mistakes in its row`
    case 'silent':
      return `no result since ${utcTime(since)}`
    case 'test':
      return 'nothing is wrong'
    case 'heard': {
      const silentFor = lastedOf(alert)
      return silentFor === undefined ? 'results again' : `results again after ${span(silentFor)}`
    }
    default:
      transition satisfies never
      return UNKNOWN_KIND
  }
}

function lastedOf({ since, createdAt }: MonitorAlert): Millis | undefined {
  return knownSpan(createdAt - since)
}

function whereOf({ transition, location }: MonitorAlert): string {
  if (location !== undefined) return `from ${tameLine(location)}`
  return transition === 'misconfigured' ? 'the Monitors table' : 'no server'
}
