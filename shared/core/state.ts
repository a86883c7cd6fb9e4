import type { Reason } from './statuses.ts'
import type { RunResult } from './run.ts'
import type { EpochMs } from './units.ts'

/** From the run that made a monitor `down` until it recovered. */
export interface Incident {
  incidentId: string
  monitorId: string
  openedAt: EpochMs
  resolvedAt?: EpochMs
  openingRunId: string
  /** Failing runs so far, the opening one included. */
  failedRuns: number
  locations: readonly string[]
  reasons: readonly Reason[]
  /** Topics that were told of the opening; the recovery goes to the same. */
  toldTopics: readonly string[]
  /** Rises with each change, so that an older copy never overwrites a newer. */
  revision: number
}

/** What an alert says has happened. */
export type Transition = 'opened' | 'resolved' | 'inconclusive'

/** An alert that must still be published: all that its wording needs, so that whoever finds it can send it. */
export interface OwedAlert {
  alertId: string
  transition: Transition
  /** A topic's name from the settings; `alerts` is the stack's alert topic. */
  topic: string
  createdAt: EpochMs
  run: RunResult
  incident?: Incident
  /** While this lies ahead, somebody is publishing it. */
  claimedUntil?: EpochMs
  claimedBy?: string
}

export interface SentAlert {
  alertId: string
  transition: Transition
  sentAt: EpochMs
}

/** What is known of one monitor between runs. Written whole, with an optimistic version. */
export interface MonitorState {
  monitorId: string
  version: number
  /** Per location the runId of the last result judged; ids order by scheduled time. */
  judged: Readonly<Record<string, string>>
  /** Per location the last conclusive verdict. */
  lastVerdicts: Readonly<Record<string, { status: number; at: EpochMs }>>
  incident?: Incident
  /** Incidents that changed and are not yet stored as items of their own. */
  unstoredIncidents: readonly Incident[]
  /** Inconclusive runs in a row by reason, and whether they were told. Emptied by a conclusive run. */
  inconclusive: Partial<Record<Reason, { runs: number; told: boolean }>>
  owed: readonly OwedAlert[]
  /** The last 20, newest last. */
  sent: readonly SentAlert[]
  /** Round-trip times of the last 20 delivered runs, newest last. */
  recentRoundTripMs: readonly number[]
}
