/**
 * What the stack tells its functions, and nothing else does: the names of the environment variables and the shape of the
 * input that rules send. Shared by cdk/ and functions/, so that neither can change alone.
 */
export interface ProbeEnvironment {
  /** Names of the two tables. */
  ROUNDTRIP_MONITORS_TABLE: string
  ROUNDTRIP_RESULTS_TABLE: string
  /** JSON object: a topic's name in the settings to its ARN. */
  ROUNDTRIP_TOPIC_ARNS: string
  /** The stack's name, from which the path of its secrets follows. */
  ROUNDTRIP_STACK_NAME: string
  /** The location that this function is; runs meant for another are refused. */
  ROUNDTRIP_LOCATION: string
  /** Sender of test messages whose monitor names none; empty: the monitor's own address. */
  ROUNDTRIP_SENDER_ADDRESS: string
}

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
