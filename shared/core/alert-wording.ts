import type { AlertMessage } from './alert.ts'
import type { OwedAlert, RunAlert } from './state.ts'
import { alertFacts, type AlertedMonitor, type AlertOptions } from './wording/alert-facts.ts'
import { alertJson } from './wording/alert-json.ts'
import { emailText } from './wording/email-text.ts'
import { smsOf, subjectOf } from './wording/headline.ts'
import { wordMonitorAlert } from './wording/monitor-alert.ts'

export type { AlertedMonitor, AlertOptions }

/** What an alert says, in each of its forms. The same alert always says the same. */
export function wordAlert(
  alert: OwedAlert,
  monitor: AlertedMonitor,
  options: AlertOptions = {},
): AlertMessage {
  return 'run' in alert ? wordRunAlert(alert, monitor, options) : wordMonitorAlert(alert, monitor, options)
}

function wordRunAlert(alert: RunAlert, monitor: AlertedMonitor, options: AlertOptions): AlertMessage {
  const facts = alertFacts(alert, monitor, options)
  const { run, alertId, topic, transition } = alert
  return {
    alertId,
    topic,
    subject: subjectOf(facts),
    text: emailText(facts),
    sms: smsOf(facts),
    json: alertJson(facts),
    attributes: {
      monitorId: run.monitorId,
      status: String(run.status),
      reason: facts.reason ?? 'ok',
      location: run.location,
      transition,
      tags: monitor.tags,
    },
  }
}
