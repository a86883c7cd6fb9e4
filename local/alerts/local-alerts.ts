import { deliveries } from '../../shared/adapters/dynamodb/deliveries.ts'
import type { ResultsTable } from '../../shared/adapters/dynamodb/access/results-table.ts'
import type { EmailPorts } from '../../shared/app/deliveries/email-destination.ts'
import { queuedPublisher } from '../../shared/app/deliveries/queued-publisher.ts'
import type { AlertPublisher } from '../../shared/app/ports/alerting.ts'
import { type Delivery, isSettled } from '../../shared/core/judging/delivery.ts'
import { DEMO_MONITOR } from '../../shared/core/schedule/due-times.ts'
import { shortId } from '../../shared/core/wording/subject-and-sms.ts'
import { utcTime } from '../../shared/core/wording/words/figures.ts'
import type { ConsoleReport } from '../console/console-report.ts'
import type { LocalSettings } from '../local-settings.ts'
import { type Delivering, startDelivering } from './delivering.ts'
import { alertFacts, destinationsOf } from './destinations.ts'

export interface LocalAlerts extends Delivering {
  publisher: AlertPublisher
  /** What the console says of them first. */
  facts: [string, string][]
}

/**
 * Where the alerts of this machine go: to the console, and to the subscribers of their topic. Those of the demo
 * monitor stay here: nobody is woken by what was broken for show.
 */
export function localAlerts(
  settings: LocalSettings,
  ports: EmailPorts & { results: ResultsTable },
  report: Pick<ConsoleReport, 'alert' | 'note' | 'problem'>,
  isDemo: boolean,
): LocalAlerts {
  const { clock, results } = ports
  const store = deliveries(results)
  const destinations = destinationsOf(settings, ports)
  const delivering = startDelivering(
    {
      clock,
      deliveries: store,
      destinations: [...destinations.values()].flat(),
      tried: (delivery) => tell(delivery, report),
    },
    report.problem,
  )
  const queue = queuedPublisher(destinations, { clock, deliveries: store })
  return {
    ...delivering,
    facts: alertFacts(settings, destinations, isDemo),
    publisher: {
      async publish(message) {
        report.alert(message)
        if (isDemo && message.attributes.monitorId === DEMO_MONITOR) return {}
        const published = await queue.publish(message)
        delivering.wake()
        return published
      },
    },
  }
}

function tell(delivery: Delivery, report: Pick<ConsoleReport, 'note' | 'problem'>): void {
  const { alertId, destination, problem, deliveredAt, tryAt } = delivery
  const alert = `alert ${shortId(alertId)}`
  if (deliveredAt !== undefined) report.note(`${alert}: sent to ${destination}`)
  else {
    const next = isSettled(delivery) ? 'it is given up' : `next try at ${utcTime(tryAt)}`
    report.problem(`${alert} was not sent to ${destination}: ${problem ?? ''}; ${next}`)
  }
}
