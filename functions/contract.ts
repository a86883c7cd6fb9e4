/**
 * What the stack tells its functions, and nothing else does: the names of the environment variables and the shape of the
 * input that rules send. Shared by cdk/ and functions/, so that neither can change alone.
 */
export interface ProbeEnvironment {
  /** Names of the two tables. */
  ROUNDTRIP_MONITORS_TABLE: string
  ROUNDTRIP_RESULTS_TABLE: string
  /** JSON object: the name of a topic that carries alerts in the settings to its ARN. */
  ROUNDTRIP_TOPIC_ARNS: string
  /** The stack's name, from which the path of its secrets follows. */
  ROUNDTRIP_STACK_NAME: string
  /** The location that this function is; runs meant for another are refused. */
  ROUNDTRIP_LOCATION: string
  /** Sender of test messages whose monitor names none; empty: the monitor's own address. */
  ROUNDTRIP_SENDER_ADDRESS: string
  /** JSON object of numbers of days: a `Retention`. */
  ROUNDTRIP_RETENTION: string
  /** Where the runbook lies that alerts point to. */
  ROUNDTRIP_RUNBOOK_URL: string
}

export interface SchedulesEnvironment {
  ROUNDTRIP_MONITORS_TABLE: string
  ROUNDTRIP_RESULTS_TABLE: string
  /** JSON list of `LocationSchedules`, one for each location. */
  ROUNDTRIP_SCHEDULES: string
}

/** What the schedules of one location start, and as whom. */
export interface LocationSchedules {
  location: string
  groupName: string
  probeArn: string
  roleArn: string
  deadLettersArn: string
}

export interface WatchdogEnvironment {
  ROUNDTRIP_MONITORS_TABLE: string
  ROUNDTRIP_RESULTS_TABLE: string
  ROUNDTRIP_STACK_NAME: string
  /** As the probe's. */
  ROUNDTRIP_TOPIC_ARNS: string
  /** JSON list of `LocationProbe`, one for each location. */
  ROUNDTRIP_PROBES: string
  /** JSON list of `WatchedTopic`: every topic that has subscribers in the settings. */
  ROUNDTRIP_SUBSCRIPTIONS: string
  /** Asked for after each pass without a failure; empty: nobody outside is told. */
  ROUNDTRIP_HEARTBEAT_URL: string
  /** Where the runbook lies that alerts point to. */
  ROUNDTRIP_RUNBOOK_URL: string
}

export interface LocationProbe {
  location: string
  probeArn: string
}

export interface WatchedTopic {
  topicArn: string
  subscribers: number
}

export interface TablesEnvironment {
  /** What the stack's own tables are called before CloudFormation adds to it. */
  ROUNDTRIP_TABLE_PREFIX: string
}

/** The function that ends the runs that AWS gave up; each as the probe has it. */
export type DeadLettersEnvironment = Omit<ProbeEnvironment, 'ROUNDTRIP_SENDER_ADDRESS'>

export interface StackMonitorsEnvironment {
  ROUNDTRIP_MONITORS_TABLE: string
}

export interface NightlyEnvironment {
  ROUNDTRIP_MONITORS_TABLE: string
  ROUNDTRIP_RESULTS_TABLE: string
}

/** The input of a scheduled run, as rules send it. */
export interface ScheduledInput {
  monitorId: string
  location: string
  /** ISO 8601, as EventBridge writes it: `2026-01-05T12:00:00Z`. */
  scheduledAt: string
}

/**
 * The one property of the stack monitors' custom resource besides its token: a JSON array of definitions, as one string,
 * because CloudFormation turns every number and boolean inside a property into a string.
 */
export interface StackMonitorsProperties {
  Definitions: string
}

/** The properties of the tables' custom resource besides its token. */
export interface TablesProperties {
  /** The settings' `existingTables`; absent: the stack makes its own. */
  Existing?: { Monitors: string; Results: string }
  /** The logical id of the stack's own Monitors table, where it makes one. */
  LogicalId?: string
}

/** What the nightly rule sends to the schedules function. */
export const RECONCILE = { reconcile: true } as const

/** Where the fleet's own metrics stand in CloudWatch, and their one dimension, whose value is the stack's name. */
export const METRIC_NAMESPACE = 'Roundtrip'
export const METRIC_DIMENSION = 'Stack'

/**
 * All of the metrics. Each costs by the month, so none is about one monitor. The first two are 0 or 1 for each run recorded,
 * so that their sample count is the runs; the others are written by the watchdog each time that it looks.
 */
export type MetricName = 'FailedRuns' | 'InconclusiveRuns' | 'OverdueItems' | 'SubscriptionsUnconfirmed'
