import type { Problem } from '../definition/monitor.ts'
import type { EpochHour, HourCounts } from '../history/hour-counts.ts'
import type { Reason } from '../run/statuses.ts'
import type { PackedArrivals } from '../run/looking/arrivals.ts'
import type { LateArrival, RunResult } from '../run/run.ts'
import type { EpochMs, Millis } from '../time/units.ts'

/** What one policy has told of an incident. */
export interface Told {
  topic: string
  /** Alerts so far: the first and the repeats. */
  alerts: number
  lastAt: EpochMs
  /** When the next repeat is due; absent: no repeat comes by the clock. */
  repeatAt?: EpochMs
}

/** That somebody takes care of an incident. */
export interface Acknowledgement {
  /** When it was said first. */
  at: EpochMs
  /** Said last; one line, 1 to 500 characters, tamed. */
  note?: string
}

/** From the run that made a monitor `down` until it recovered. */
export interface Incident {
  incidentId: string
  monitorId: string
  /** When the run that made it `down` counted: at its end, or when it was confirmed. */
  openedAt: EpochMs
  /** When the first of the failing runs that it counts had ended: at `openedAt`, or before. */
  failingSince: EpochMs
  resolvedAt?: EpochMs
  /** It did not recover: its monitor was removed. */
  removed?: true
  /** It is not told again, apart from its end. */
  acknowledged?: Acknowledgement
  /** It is the third within a short time; it stays open until runs pass steadily. */
  flapping?: true
  openingRunId: string
  /** Failing runs so far, those that opened it included. */
  failedRuns: number
  locations: readonly string[]
  reasons: readonly Reason[]
  /** Topics that were told of it and hear of its recovery. */
  toldTopics: readonly string[]
  /** By the key of the policy. */
  told: Readonly<Record<string, Told>>
  /** Test messages that were not lost after all; the last 20 of them. */
  lateArrivals: readonly LateStory[]
  /** Rises with each change, so that an older copy never overwrites a newer. */
  revision: number
}

/** What an incident tells of a message that came late: as `LateArrival` has them. */
export type LateStory = Pick<RunResult, 'runId'> & Omit<LateArrival, 'seenAt'>

/** What a run's alert says has happened. `removed`: an incident ended with its monitor. */
export type RunTransition =
  'opened' | 'repeated' | 'resolved' | 'removed' | 'slow' | 'no-longer-slow' | 'inconclusive'

/**
 * What an alert on the monitor itself says: its row has mistakes; no result comes any more; results come
 * again; somebody wants to see whether alerts arrive.
 */
export type MonitorTransition = 'misconfigured' | 'silent' | 'heard' | 'test'

export type Transition = RunTransition | MonitorTransition

interface OwedBase {
  alertId: string
  /** A topic's name from the settings; `alerts` is the stack's alert topic. */
  topic: string
  createdAt: EpochMs
  /** It goes out with others in the digest that is due then, and not by itself. */
  foldedUntil?: EpochMs
  /** Leased to whoever publishes it: while this lies ahead, nobody else does. */
  claimedUntil?: EpochMs
  claimedBy?: string
}

/** An alert that a run brought about. */
export interface RunAlert extends OwedBase {
  transition: RunTransition
  /** The evidence: of a `repeated` or `removed` one the last failing run. */
  run: RunResult
  /** As it was then; absent for `slow`, `no-longer-slow` and `inconclusive`. */
  incident?: Incident
  /** The median of the last round trips before it; absent where there are none. */
  usualRoundTripMs?: Millis
  /** Since when it was slow, for `no-longer-slow`. */
  slowSince?: EpochMs
}

/** An alert that no run stands behind. */
export interface MonitorAlert extends OwedBase {
  transition: MonitorTransition
  monitorId: string
  /** Where it is silent, or was heard from; absent for `misconfigured`. */
  location?: string
  /**
   * `misconfigured`, `test`: when it was found, or asked for. `silent`, `heard`: the scheduled time of the
   * last result before, or when it was first expected.
   */
  since: EpochMs
  /** Every mistake in the row, for `misconfigured`. */
  problems?: readonly Problem[]
}

/**
 * An alert that must still be published: all that its wording needs, so that whoever finds it can send it.
 */
export type OwedAlert = RunAlert | MonitorAlert

/** What is wrong with a monitor's row while its last definition without mistakes stays in force. */
export interface Misconfiguration {
  since: EpochMs
  problems: readonly Problem[]
}

/** Runs of one location that came to the same, in a row. */
export interface Streak {
  /** Failing runs; 0: they passed. */
  failures: number
  /** Why they failed, each once. */
  reasons: readonly Reason[]
  /** When the last of them was scheduled. */
  at: EpochMs
  /** When the first of them had ended. */
  since: EpochMs
}

/** What policies see of the runs: all failures, or only verified ones. */
export interface View {
  /** Failing runs in a row over all locations, as they were judged. */
  failuresInARow: number
  locations: Readonly<Record<string, Streak>>
}

/** A failing run that counts for policies with `verify` only when the next one at its location fails too. */
export interface AwaitedRecheck {
  run: RunResult
  /** When the recheck is started again, should it not have come. */
  startAt: EpochMs
  /** From then on the failure counts unverified. */
  countsAt: EpochMs
  /** Its incident counts it already, for a policy without `verify`. */
  counted?: true
}

/** The message of a failing run that came after all before there was an incident that counts this run. */
export interface UntoldLate extends LateStory {
  location: string
  finishedAt: EpochMs
}

/** What one policy has told of a monitor that is slow. */
export interface ToldSlow {
  topic: string
  since: EpochMs
  /** The policy's count: as many normal runs in a row end it. */
  runs: number
}

/** A run at a glance. */
export type LastRun = Pick<
  RunResult,
  | 'finishedAt'
  | 'trigger'
  | 'status'
  | 'reason'
  | 'phase'
  | 'roundTripMs'
  | 'resolutionMs'
  | 'maintenance'
  | 'tried'
>

/** A run whose message came back, at a glance. */
export type GoodRun = Pick<RunResult, 'runId' | 'finishedAt' | 'roundTripMs'>

/** What is known of one monitor between runs. Written whole, with an optimistic version. */
export interface MonitorState {
  monitorId: string
  version: number
  /**
   * When it stands in the due index, where that is sooner than somebody must look at it: absent where it
   * stands at that time, or in no index.
   */
  filedAt?: EpochMs
  /** Per location the runId of the last result judged; ids order by scheduled time. */
  judged: Readonly<Record<string, string>>
  /** For policies without `verify`, and for those with it. */
  views: { every: View; verified: View }
  /** By location. */
  awaitsRecheck: Readonly<Record<string, AwaitedRecheck>>
  /** Ids of runs whose recheck passed and whose result does not say so yet. */
  unnotedRechecks: readonly string[]
  incident?: Incident
  /** The last failing run of the incident; absent without one. */
  lastFailure?: RunResult
  /**
   * Of rows of failures that still go on: an incident that they make takes them into its story. The last 20.
   */
  untoldLate: readonly UntoldLate[]
  /** Incidents that changed and are not yet stored as items of their own. */
  unstoredIncidents: readonly Incident[]
  /** When the last incidents opened, as far back as flapping looks. */
  openings: readonly EpochMs[]
  /** Per location slow, or normal, runs in a row; of the two, one is 0. */
  paces: Readonly<Record<string, { slow: number; normal: number }>>
  /** By the key of the policy. */
  toldSlow: Readonly<Record<string, ToldSlow>>
  /**
   * Inconclusive runs in a row by reason, and whether they were told; until each of these locations has a
   * conclusive one.
   */
  inconclusive: Partial<Record<Reason, { runs: number; told: boolean; locations: readonly string[] }>>
  /** Absent while the row has no mistakes. */
  misconfigured?: Misconfiguration
  /**
   * Per location, when the monitor counts as silent unless a result comes before; absent where nothing is
   * expected.
   */
  expected: Readonly<Record<string, EpochMs>>
  /** Per location that was told to be silent, since when. */
  silent: Readonly<Record<string, EpochMs>>
  /** Per location that its definition names and that does not stand, since when; until it is heard. */
  absent: Readonly<Record<string, EpochMs>>
  owed: readonly OwedAlert[]
  /** Ids of the last 20 alerts that were told, newest last: none of them is owed again. */
  toldIds: readonly string[]
  /** Round-trip times of the last 20 delivered runs, newest last. */
  recentRoundTripMs: readonly number[]
  /** Of the last 20 delivered runs: what the next looks go by. */
  recentArrivals: PackedArrivals
  /** By the hour in which they were scheduled: the 48 hours that end with that of the last run. */
  recentHours: Readonly<Record<EpochHour, HourCounts>>
  /** Per location the run that `judged` names. */
  lastRuns: Readonly<Record<string, LastRun>>
  /** Per location the last run whose message came back. */
  lastGood: Readonly<Record<string, GoodRun>>
}
