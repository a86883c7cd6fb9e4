import type { Transition } from './state.ts'
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
