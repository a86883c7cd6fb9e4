import type { Problem } from './monitor.ts'
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

/** What a run's alert says has happened. */
export type RunTransition = 'opened' | 'resolved' | 'inconclusive'

/** What an alert on the monitor itself says: its row has mistakes; no result comes any more; results come again. */
export type MonitorTransition = 'misconfigured' | 'silent' | 'heard'

export type Transition = RunTransition | MonitorTransition

interface OwedBase {
  alertId: string
  /** A topic's name from the settings; `alerts` is the stack's alert topic. */
  topic: string
  createdAt: EpochMs
  /** While this lies ahead, somebody is publishing it. */
  claimedUntil?: EpochMs
  claimedBy?: string
}

/** An alert that a run brought about. */
export interface RunAlert extends OwedBase {
  transition: RunTransition
  run: RunResult
  incident?: Incident
}

/** An alert that no run stands behind. */
export interface MonitorAlert extends OwedBase {
  transition: MonitorTransition
  monitorId: string
  /** Where it is silent, or was heard from; absent for `misconfigured`. */
  location?: string
  /** `misconfigured`: when it was found. `silent`, `heard`: the scheduled time of the last result before, or when it was first expected. */
  since: EpochMs
  /** Every mistake in the row, for `misconfigured`. */
  problems?: readonly Problem[]
}

/** An alert that must still be published: all that its wording needs, so that whoever finds it can send it. */
export type OwedAlert = RunAlert | MonitorAlert

/** What is wrong with a monitor's row while its last definition without mistakes stays in force. */
export interface Misconfiguration {
  since: EpochMs
  problems: readonly Problem[]
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
  /** Absent while the row has no mistakes. */
  misconfigured?: Misconfiguration
  /** Per location, when the monitor counts as silent unless a result comes before; absent where nothing is expected. */
  expected: Readonly<Record<string, EpochMs>>
  /** Per location that was told to be silent, since when. */
  silent: Readonly<Record<string, EpochMs>>
  owed: readonly OwedAlert[]
  /** The last 20, newest last. */
  sent: readonly SentAlert[]
  /** Round-trip times of the last 20 delivered runs, newest last. */
  recentRoundTripMs: readonly number[]
}
