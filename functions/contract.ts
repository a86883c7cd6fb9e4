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
}

export interface StackMonitorsEnvironment {
  ROUNDTRIP_MONITORS_TABLE: string
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

/** Where the fleet's own metrics stand in CloudWatch, and their one dimension, whose value is the stack's name. */
export const METRIC_NAMESPACE = 'Roundtrip'
export const METRIC_DIMENSION = 'Stack'

/**
 * All of the metrics. Each costs by the month, so none is about one monitor. The first two are 0 or 1 for each run recorded,
 * so that their sample count is the runs; the others are written by the watchdog each time that it looks.
 */
export type MetricName = 'FailedRuns' | 'InconclusiveRuns' | 'OverdueItems' | 'SubscriptionsUnconfirmed'
