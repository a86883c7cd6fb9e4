import type { AlertPublisher } from '../../shared/app/ports/alerting.ts'
import type { ConsoleReport } from './console-report.ts'

/** Publishes alerts to the console: on one machine there is nobody else to tell. */
export function consolePublisher(report: Pick<ConsoleReport, 'alert'>): AlertPublisher {
  return {
    publish(message) {
      report.alert(message)
      return Promise.resolve({})
    },
  }
}
