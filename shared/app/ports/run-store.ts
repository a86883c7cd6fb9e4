import type { AcceptedDefinition } from './monitor-store.ts'
import type { DayItem } from '../../core/history/day.ts'
import type { TopicTraffic } from '../../core/judging/alert-cap.ts'
import type { Incident, MonitorState } from '../../core/judging/state.ts'
import type { TagWindows } from '../../core/maintenance/tag-windows.ts'
import type { LateArrival, LogLine, OpenRun, RunKey, RunResult } from '../../core/run/run.ts'
import type { IsoDay } from '../../core/time/iso-day.ts'
import type { EpochMs } from '../../core/time/units.ts'

/** Where it is written down what a message tells that a later run has found. */
export type LateArrivalStore = RebuildPorts['runs'] &
  Pick<
    RunStore,
    | 'findOpen'
    | 'findResult'
    | 'noteLateArrival'
    | 'findState'
    | 'putState'
    | 'findIncidentsAt'
    | 'putIncident'
  >

/** Something that someone must look at by now. */
export type DueItem = { kind: 'run'; run: OpenRun } | { kind: 'state'; monitorId: string }

/**
 * The Results table. Conditional writes answer `true` when the write stands and is ours, also when its first answer was
 * lost; `false` when somebody else's stands. What has expired counts as absent.
 */
export interface RunStore {
  /** The id of this deployment: random, made at the first call, the same for ever after. */
  installation(): Promise<string>
  findResult(run: RunKey): Promise<RunResult | undefined>
  findOpen(run: RunKey): Promise<OpenRun | undefined>
  /** Puts the claim if there is none. */
  claim(open: OpenRun): Promise<boolean>
  /** Replaces the claim if it still has the attempt and the stage of `before`. */
  replaceOpen(next: OpenRun, before: { attempt: string; stage: OpenRun['stage'] }): Promise<boolean>
  /** Deletes the claim of this run, whoever holds it. Call it only once the result stands and is judged, or before sending. */
  dropOpen(run: RunKey): Promise<void>
  putLog(run: RunKey, lines: readonly LogLine[], keepDays: number): Promise<void>
  /** Puts the result if there is none. */
  putResult(result: RunResult): Promise<boolean>
  findLog(run: RunKey): Promise<LogLine[] | undefined>
  /** Results of one location after `afterRunId`, oldest first, on-demand runs left out; consistent. */
  resultsAfter(monitorId: string, location: string, afterRunId: string | undefined): Promise<RunResult[]>
  /** Adds the late arrival to a result that is `lost` and has none; anything else is left alone. */
  noteLateArrival(run: RunKey, late: LateArrival): Promise<void>
  /** Adds the warning `recheck-passed` to a result that has not got it; one that is gone is left alone. */
  noteRecheckPassed(run: RunKey): Promise<void>
  /** All results scheduled on that day, at every location and of every trigger, oldest first; consistent. */
  resultsOfDay(monitorId: string, day: IsoDay): Promise<RunResult[]>
  /** Puts the day whole, whatever stands; it never expires. */
  putDay(day: DayItem): Promise<void>
  /** The days from the one to the other, both included, oldest first. One that cannot be read is left out until it is rebuilt. */
  findDays(monitorId: string, fromDay: IsoDay, toDay: IsoDay): Promise<DayItem[]>
  findState(monitorId: string): Promise<MonitorState | undefined>
  /** Puts the state if the stored version is `state.version - 1` (0: none stored); `dueAt` absent: nobody need look. */
  putState(state: MonitorState, dueAt: EpochMs | undefined): Promise<boolean>
  findTraffic(topic: string): Promise<TopicTraffic | undefined>
  /** Puts it if the stored version is `traffic.version - 1` (0: none stored). */
  putTraffic(traffic: TopicTraffic): Promise<boolean>
  /** Puts the incident unless a copy of the same or a higher revision stands. */
  putIncident(incident: Incident): Promise<void>
  findIncidents(month: string): Promise<Incident[]>
  /**
   * The newest incident of the monitor that was opened at or before `at`, and the first that was opened after; oldest first,
   * consistent. One that cannot be read is left out.
   */
  findIncidentsAt(monitorId: string, at: EpochMs): Promise<Incident[]>
  findAccepted(monitorId: string): Promise<AcceptedDefinition | undefined>
  /** Puts it in place of an earlier one: whoever follows a row reads it again afterwards. */
  putAccepted(monitorId: string, accepted: AcceptedDefinition): Promise<void>
  dropAccepted(monitorId: string): Promise<void>
  /** The maintenance windows of tags; none before the first were put. */
  findTagWindows(): Promise<TagWindows>
  /** Puts them all if the stored version is `version - 1` (0: none stored). */
  putTagWindows(windows: TagWindows): Promise<boolean>
  /** What is due at `now`, oldest first, at most `limit`; may lag by a moment. */
  due(now: EpochMs, limit: number): Promise<DueItem[]>
}

export interface RebuildPorts {
  runs: Pick<RunStore, 'resultsOfDay' | 'putDay' | 'findDays'>
}
