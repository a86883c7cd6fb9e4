import type { AlertMessage } from '../core/alert.ts'
import type { TopicTraffic } from '../core/alert-cap.ts'
import type { DayItem } from '../core/day.ts'
import type { IsoDay } from '../core/iso-day.ts'
import type { MailboxSettings, SecretReference, SmtpSettings } from '../core/monitor.ts'
import type { LateArrival, LogLine, OpenRun, RunKey, RunRequest, RunResult, Warning } from '../core/run.ts'
import type { Incident, MonitorState } from '../core/state.ts'
import type { TagWindows } from '../core/tag-windows.ts'
import type { EpochMs, Millis } from '../core/units.ts'
import type { Dialogue } from './diagnostic-log.ts'

export type { AlertMessage }

/** Time, as everything that waits or measures sees it. */
export interface Clock {
  /** The wall clock. */
  now(): EpochMs
  /** Ms on a clock that never jumps; only differences mean anything. */
  monotonicMs(): Millis
  /** Calls `action` once after `ms`; the function returned takes it back. */
  after(ms: Millis, action: () => void): () => void
}

/** Chance. */
export interface Ids {
  /** 128 random bits as 32 hex digits. */
  token(): string
}

/** What reading one secret came to. `problem` goes on after the name, tamed: `is not set`, `may not be read: …`. */
export type SecretReading = {
  reference: SecretReference
  /** What it is and its exact name, as `SSM parameter /roundtrip/Roundtrip/inbox`. */
  fullName: string
} & ({ kind: 'found'; value: string } | { kind: 'missing' | 'forbidden'; problem: string })

/** Reads passwords by reference, all that a run needs in one call. */
export interface SecretReader {
  /**
   * One reading for each of these references, which differ, in any order. `fresh` goes past whatever is kept from before.
   * Throws only when a store cannot be asked at all.
   */
  read(
    references: readonly SecretReference[],
    signal: AbortSignal,
    options?: { fresh?: boolean },
  ): Promise<SecretReading[]>
  /** The command or setting that would set this secret here, for the advice. */
  howToSet(reference: SecretReference): string
}

/** A message ready for the wire: RFC 5322 text with CRLF line ends, without dot-stuffing. */
export interface OutgoingMessage {
  from: string
  to: string
  text: string
}

export interface Submitted {
  /** When the accepted MAIL FROM was said, on both clocks. */
  mailFrom: Instant
  /** When the 250 after the dot was read. */
  accepted: Instant
}

/** One moment on both clocks: the wall clock to store, the monotonic one to measure with. */
export interface Instant {
  at: EpochMs
  monotonicMs: Millis
}

/**
 * One session with the server that takes the message. Every method throws `ProbeError` for whatever the server, the
 * network or the signal does, and settles soon (100 ms) after the signal fires.
 */
export interface SendingSession {
  /**
   * MAIL FROM to the final dot. A definite refusal throws evidence of kind `refused`; after it `submit` may be called
   * on a new session. Any other error after the dot leaves open whether the message was taken: `mayBeAccepted`.
   */
  submit(message: OutgoingMessage, signal: AbortSignal): Promise<Submitted>
  /** True from the moment at which the server may hold the whole message without having said so. */
  readonly mayBeAccepted: boolean
  /** When MAIL FROM was last said; undefined before. */
  readonly mailFrom: Instant | undefined
  readonly warnings: readonly Warning[]
  /** Says QUIT and closes; waits at most 1 s; never throws. */
  close(): Promise<void>
}

export interface MailSender {
  /** Resolves, connects, greets, upgrades and logs in: all that comes before MAIL FROM. */
  open(dialogue: Dialogue, signal: AbortSignal): Promise<SendingSession>
}

export interface ListedMessage {
  /** Message number, valid within this session only (RFC 1939 §5). */
  number: number
  /** Unique id, absent where the server gives none or repeats it in this listing. */
  uid?: string
  /** Octets, absent where the server does not say. */
  sizeOctets?: number
}

/** One session with the mailbox: a snapshot of what was there at login. Errors as for `SendingSession`. */
export interface MailboxSession {
  readonly warnings: readonly Warning[]
  /** All messages, in the server's order. */
  list(signal: AbortSignal): Promise<ListedMessage[]>
  /** The header section of one message: raw text, lines unstuffed. What it says is logged as an octet count. */
  header(message: ListedMessage, signal: AbortSignal): Promise<string>
  /** Marks for deletion; nothing is gone before `close` (RFC 1939 §6). */
  remove(message: ListedMessage, signal: AbortSignal): Promise<void>
  /** Says QUIT, which carries out the deletions; throws `ProbeError` when that is refused or unanswered. */
  close(signal: AbortSignal): Promise<void>
  /** Drops the connection without QUIT; never throws. Safe to call after `close`. */
  abandon(): void
}

export interface Mailbox {
  /** Resolves, connects, greets, upgrades and logs in. */
  open(dialogue: Dialogue, signal: AbortSignal): Promise<MailboxSession>
}

/** Makes the mail adapters of one run. */
export interface MailServers {
  /** `undefined` means the built-in sender. */
  sender(settings: SmtpSettings | undefined, password: string | undefined): MailSender
  mailbox(settings: MailboxSettings, password: string): Mailbox
}

/** A row of the Monitors table: the definition as it was written, and who writes it. */
export interface MonitorRow {
  monitorId: string
  /** `stack`: written at deploy (or start) from the file; `table`: by people. A row without the mark is the table's. */
  managedBy: 'stack' | 'table'
  /** Rises with each write; 0 in a row that was typed in by hand without one. */
  revision: number
  /** Everything else in the row, unparsed. */
  definition: Readonly<Record<string, unknown>>
}

/** The Monitors table. Conditional writes answer as `RunStore`'s do. */
export interface MonitorStore {
  find(monitorId: string): Promise<MonitorRow | undefined>
  list(): Promise<MonitorRow[]>
  /** Puts the row if the stored revision is `revisionBefore`; `undefined`: if there is no row. */
  put(row: MonitorRow, revisionBefore: number | undefined): Promise<boolean>
  /** Removes the row if the stored revision is `revisionBefore`; true also when there was none. */
  remove(monitorId: string, revisionBefore: number): Promise<boolean>
}

/** The last definition of a monitor that had no mistakes: what its runs go by while the row has some. */
export interface AcceptedDefinition {
  /** As `MonitorRow.definition`. */
  definition: Readonly<Record<string, unknown>>
  /** As the row's. */
  managedBy: MonitorRow['managedBy']
  /** When it took the place of another. */
  acceptedAt: EpochMs
}

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

export interface AlertPublisher {
  /** Publishes once, with no retry of its own, within 10 s; throws when it did not get the answer. */
  publish(message: AlertMessage): Promise<void>
}

/** Starts a run at its location and does not wait for it: how the watchdog hands over a run past its time. */
export interface RunStarter {
  start(request: RunRequest): Promise<void>
}

/** When a monitor of the table runs at one location. */
export interface MonitorSchedule {
  monitorId: string
  location: string
  intervalMinutes: number
  /** False: it stands, and starts nothing. */
  enabled: boolean
}

/** The timers of the table's monitors. Every method may be repeated, and throws what stops it. */
export interface Schedules {
  /** Makes the schedule stand just so, whatever stood there; writes nothing where it does. */
  put(schedule: MonitorSchedule): Promise<void>
  /** Sees to it that there is none. */
  remove(monitorId: string, location: string): Promise<void>
  /** The monitors that have one at this location. */
  list(location: string): Promise<string[]>
}

/** Tells somebody outside that the watchdog is alive. Throws when that was not heard. */
export interface Heartbeat {
  beat(): Promise<void>
}

/** How many subscribers of the stack's topics have not confirmed, or are gone, of those that the settings name. */
export interface Subscriptions {
  unconfirmed(): Promise<number>
}

/** A table as it stands: its key attributes, partition key first, and those of each index. */
export interface StandingTable {
  keys: readonly string[]
  indexes: Readonly<Record<string, readonly string[]>>
}

/** The tables of this account and Region. Throws what stops it. */
export interface TableCatalog {
  /** Names that begin so. */
  names(prefix: string): Promise<string[]>
  isEmpty(name: string): Promise<boolean>
  find(name: string): Promise<StandingTable | undefined>
  /**
   * Sees to it that the table is restorable to any second and protected against deletion, that items expire by the attribute
   * `timeToLive`, and, where `stream`, that it has a stream, whose ARN is answered. May be repeated.
   */
  bringUp(name: string, how: { stream: boolean; timeToLive?: string }): Promise<string | undefined>
}
