import type { DefinitionSource, Monitor, SmtpSettings } from '../../core/definition/monitor.ts'
import type { KnownLocations } from '../../core/location/known-locations.ts'
import type { Retention } from '../../core/history/retention.ts'
import type { Millis } from '../../core/time/units.ts'
import type { WordingTemplates } from '../../core/wording/template/template.ts'
import type { BuiltInSender } from '../../core/definition/sender-problems.ts'
import type { AlertPublisher } from './alerting.ts'
import type { Clock, Ids } from './clock.ts'
import type { MailServers } from './mail.ts'
import type { MonitorRow, MonitorStore } from './monitor-store.ts'
import type { RunStarter } from './run-starter.ts'
import type { SecretReader } from './secrets.ts'
import type { AcceptedDefinitionStore } from './stores/accepted-definitions.ts'
import type { DayStore } from './stores/days.ts'
import type { DeletedMessageStore } from './stores/deleted-messages.ts'
import type { IncidentStore } from './stores/incidents.ts'
import type { InstallationStore } from './stores/installation.ts'
import type { LiveNewsStore } from './stores/live-news.ts'
import type { MailEventStore } from './stores/mail-events.ts'
import type { StateStore } from './stores/monitor-states.ts'
import type { OpenRunStore } from './stores/open-runs.ts'
import type { RefusedLoginStore } from './stores/refused-logins.ts'
import type { RunLogStore } from './stores/run-logs.ts'
import type { ResultStore } from './stores/run-results.ts'
import type { SummaryStore } from './stores/summaries.ts'
import type { TagWindowStore } from './stores/tag-windows.ts'
import type { TlsSeenStore } from './stores/tls-seen.ts'
import type { ToldStore } from './stores/told-alerts.ts'
import type { TrafficStore } from './stores/topic-traffic.ts'
import type { TokenReader } from './tokens.ts'

/** A definition that was stored, and who is said to have written it. */
export type WrittenRow = Pick<MonitorRow, 'managedBy' | 'definition'>

/** What it takes to tell which rules hold for a monitor now. */
export interface RulesPorts {
  runs: AcceptedDefinitionStore & TagWindowStore
  /** What definitions of rows may hold here: `table` in the stack, `local-table` on one machine. */
  definitionSource: DefinitionSource
  /** Whether a row says what the user's own file says, and may hold what a file may; absent: none does. */
  isOwn?: (row: WrittenRow) => boolean
  /** Topics that a row's policies may name; absent: any, where there are none to be published to. */
  topics?: readonly string[]
  /** Which locations there are, and where monitors run that name none; absent: wherever results come from. */
  knownLocations?: KnownLocations
  /** What sends for monitors without `smtp`; absent: not known, or the demo server. */
  builtInSender?: BuiltInSender
  /**
   * What sends for a monitor without `smtp` in place of the built-in sender, on one machine; absent or undefined:
   * nothing does.
   */
  senderOf?: (monitor: Monitor) => SmtpSettings | undefined
}

/** Where it is written down what a message tells that a later run has found. */
export type LateArrivalStore = OpenRunStore &
  ResultStore &
  DayStore &
  SummaryStore &
  StateStore &
  IncidentStore

/** What is known of logins that were refused, and of changes since. */
export type LoginHistory = RefusedLoginStore & Pick<AcceptedDefinitionStore, 'findAccepted'>

/** What is known of servers that had TLS. */
export type TlsHistory = Pick<TlsSeenStore, 'wasTlsSeen' | 'noteTlsSeen'>

/** What one probe needs from outside. */
export interface ProbePorts {
  clock: Clock
  secrets: SecretReader
  /** Absent where no grant can be used, so that no definition may name one. */
  tokens?: TokenReader
  mail: MailServers
  /**
   * Whose messages it sweeps, where what they tell is written down, and which logins were refused; absent
   * without a store: then it deletes its own alone, and tries every login.
   */
  runs?: InstallationStore & LateArrivalStore & LoginHistory & TlsHistory & DeletedMessageStore
  /** Where a built-in sender tells what became of messages; absent: none does, or there is none. */
  mailEvents?: Pick<MailEventStore, 'findMailEvents'>
  /** The sender of test messages whose monitor names none; absent: the monitor's own address. */
  senderAddress?: string
}

/** All that handling a run needs from outside; made once by a composition root. */
export interface RunPorts extends ProbePorts, RulesPorts {
  ids: Ids
  runs: NonNullable<ProbePorts['runs']> &
    RunLogStore &
    LiveNewsStore &
    TrafficStore &
    ToldStore &
    RulesPorts['runs']
  monitors: MonitorStore
  publisher: AlertPublisher
  /** Starts rechecks; absent: the watchdog does, a minute later. */
  starter?: RunStarter
  /** Alerts that a topic takes one by one within 5 minutes; absent: `DEFAULT_ALERT_CAP`. */
  alertCap?: number
  /** Where the runbook lies that alerts point to; absent: `docs/operations.md`. */
  runbookUrl?: string
  /** Where the page is served that alerts point to, without a slash at its end; absent: they name a command. */
  pageUrl?: string
  /** What a command of ours needs to reach this store, as alerts name it; absent: nothing. */
  commandOptions?: string
  /** What alerts say instead of the built-in wording; absent: nothing else. */
  wording?: WordingTemplates
  /** Days that logs are kept; absent: `DEFAULT_RETENTION`. The store knows how long results are. */
  retention?: Pick<Retention, 'logDays' | 'failureLogDays'>
}

export interface HandleOptions {
  /** Ms until this process is ended from outside; the run stops waiting then and lives to record it. */
  outOfTimeMs?: Millis
  /** Fires when this process should end; the run stops waiting and is recorded as interrupted. */
  stop?: AbortSignal
}
