import type { AlertMessage } from './alert-message.ts'
import { tameLine } from '../redaction/tame.ts'
import { severityOf } from './severity.ts'
import type { OwedAlert, RunAlert } from '../judging/state.ts'
import { type AlertOptions, alertFacts } from './alert-facts.ts'
import type { AlertedMonitor } from './alerted-monitor.ts'
import { runAlertJson } from './alert-json.ts'
import { whereWords } from './email/email-blocks.ts'
import { emailText } from './email/email-text.ts'
import { smsOf, subjectOf } from './subject-and-sms.ts'
import { wordMonitorAlert } from './monitor-alert.ts'
import { runHeadline } from './run-headline.ts'
import { inOwnWords } from './template/template.ts'
import { templateValues } from './template/template-values.ts'

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
  const headline = runHeadline(facts)
  const { run, since, lastedMs, link, help } = facts
  const { alertId, topic, transition } = alert
  const reason = facts.reason ?? 'ok'
  const message = {
    alertId,
    topic,
    subject: subjectOf(headline),
    text: emailText(facts),
    sms: smsOf(headline),
    json: runAlertJson(facts),
    attributes: {
      monitorId: tameLine(run.monitorId),
      status: String(run.status),
      reason,
      location: run.location,
      transition,
      severity: severityOf(transition),
      tags: monitor.tags,
    },
  }
  const values = { headline, reason, where: whereWords(facts), since, lastedMs, link: link ?? help }
  return inOwnWords(message, templateValues(values), options.wording ?? {})
}
