import type { OwedAlert, Transition } from './state.ts'
import type { EpochMs } from '../time/units.ts'

/** An alert that was published to a topic: the trail of who was told what. */
export interface ToldAlert {
  monitorId: string
  alertId: string
  transition: Transition
  /** A topic's name from the settings. */
  topic: string
  /** When it became due to be told. */
  createdAt: EpochMs
  toldAt: EpochMs
  /** It was told among others, as one message. */
  digest?: true
  /** What the publisher calls the message. */
  messageId?: string
  /** The run that it shows as evidence; absent: none stands behind it. */
  runId?: string
  incidentId?: string
  /** Where the run was made, or where it is silent. */
  location?: string
}

/** What the trail keeps of an alert that was published. */
export function toldAlert(
  alert: OwedAlert,
  how: Pick<ToldAlert, 'toldAt' | 'digest' | 'messageId'>,
): ToldAlert {
  const { alertId, transition, topic, createdAt } = alert
  return { ...subjectOf(alert), alertId, transition, topic, createdAt, ...how }
}

function subjectOf(alert: OwedAlert): Pick<ToldAlert, 'monitorId' | 'runId' | 'incidentId' | 'location'> {
  if ('run' in alert) {
    const { monitorId, runId, location } = alert.run
    return { monitorId, runId, location, ...(alert.incident && { incidentId: alert.incident.incidentId }) }
  }
  const { monitorId, location } = alert
  return { monitorId, ...(location !== undefined && { location }) }
}
