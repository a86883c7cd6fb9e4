import { RECONCILER_OUTPUT, TOKENS_FUNCTION_OUTPUT } from '../shared/core/aws/stack-outputs.ts'

/**
 * What the stack tells its functions, and nothing else does: every environment variable that it sets, what
 * its rules send, and its custom resources' properties. Shared by cdk/ and functions/, so that neither can
 * change alone.
 */
export interface Variables {
  /** Names of the two tables. */
  ROUNDTRIP_MONITORS_TABLE: string
  ROUNDTRIP_RESULTS_TABLE: string
  /** The stack's name, from which the path of its secrets follows. */
  ROUNDTRIP_STACK_NAME: string
  /** JSON object, a `KnownLocations`: what results call home, and where monitors run that name no locations. */
  ROUNDTRIP_LOCATIONS: string
  /** Where tables, topics, secrets and the function for tokens are: at home this function's own Region. */
  ROUNDTRIP_HOME_REGION: string
  /** The location that this function is; runs meant for another are refused. */
  ROUNDTRIP_LOCATION: string
  /** JSON object: the name of a topic that carries alerts in the settings to its ARN. */
  ROUNDTRIP_TOPIC_ARNS: string
  /** JSON list of those topics' names, for a function that publishes nothing. */
  ROUNDTRIP_TOPIC_NAMES: string
  /** JSON object of numbers of days: a `Retention`. */
  ROUNDTRIP_RETENTION: string
  /** Alerts that a topic takes one by one within 5 minutes: a whole number. */
  ROUNDTRIP_ALERT_CAP: string
  /** Where the runbook lies that alerts point to. */
  ROUNDTRIP_RUNBOOK_URL: string
  /** Where the page is served that alerts point to; empty: they name a command. */
  ROUNDTRIP_PAGE_URL: string
  /** JSON object: the settings' `WordingTemplates`; without one, the built-in wording holds. */
  ROUNDTRIP_WORDING: string
  /** Sender of test messages whose monitor names none; empty: the monitor's own address. */
  ROUNDTRIP_SENDER_ADDRESS: string
  /** SES's configuration set at home, which monitors without `smtp` send with; empty: there is no built-in sender. */
  ROUNDTRIP_BUILT_IN_SENDER: string
  /** JSON list of `LocationSchedules`, one for each location. */
  ROUNDTRIP_SCHEDULES: string
  /** JSON list of `LocationProbe`, one for each location. */
  ROUNDTRIP_PROBES: string
  /** JSON list of `WatchedTopic`: every topic, with how many subscribers the settings give it. */
  ROUNDTRIP_SUBSCRIPTIONS: string
  /** Asked for after each pass without a failure; empty: nobody outside is told. */
  ROUNDTRIP_HEARTBEAT_URL: string
  /** The ARN of the function that fetches access tokens. */
  ROUNDTRIP_TOKENS_FUNCTION: string
  /** The KMS key that tokens are encrypted with; empty: the account's own for SSM. */
  ROUNDTRIP_SECRETS_KEY_ARN: string
  /** How the names of the stack's own tables begin, before what CloudFormation makes up. */
  ROUNDTRIP_TABLE_PREFIX: string
}

/** What the stack writes into the code of the probe when it bundles it, for want of room in the environment. */
export interface Constants {
  /** The settings' certificates, each in Base64 (DER), parted by commas; absent: there are none. */
  TRUSTED_CERTIFICATES: string
}

const TABLES = ['ROUNDTRIP_MONITORS_TABLE', 'ROUNDTRIP_RESULTS_TABLE'] as const
const ALERTING = [
  'ROUNDTRIP_TOPIC_ARNS',
  'ROUNDTRIP_ALERT_CAP',
  'ROUNDTRIP_RUNBOOK_URL',
  'ROUNDTRIP_PAGE_URL',
  'ROUNDTRIP_WORDING',
] as const
const RECORDING = [
  ...TABLES,
  ...ALERTING,
  'ROUNDTRIP_STACK_NAME',
  'ROUNDTRIP_HOME_REGION',
  'ROUNDTRIP_LOCATIONS',
  'ROUNDTRIP_LOCATION',
  'ROUNDTRIP_RETENTION',
  'ROUNDTRIP_BUILT_IN_SENDER',
] as const

/** Which of them each function has; the stack sets these and no others. */
export const VARIABLES_OF = {
  probe: [...RECORDING, 'ROUNDTRIP_SENDER_ADDRESS', 'ROUNDTRIP_TOKENS_FUNCTION'],
  'dead-letters': RECORDING,
  watchdog: [
    ...TABLES,
    ...ALERTING,
    'ROUNDTRIP_STACK_NAME',
    'ROUNDTRIP_LOCATIONS',
    'ROUNDTRIP_PROBES',
    'ROUNDTRIP_SUBSCRIPTIONS',
    'ROUNDTRIP_HEARTBEAT_URL',
    'ROUNDTRIP_TOKENS_FUNCTION',
    'ROUNDTRIP_BUILT_IN_SENDER',
  ],
  reconciler: [
    ...TABLES,
    'ROUNDTRIP_LOCATIONS',
    'ROUNDTRIP_SCHEDULES',
    'ROUNDTRIP_TOPIC_NAMES',
    'ROUNDTRIP_BUILT_IN_SENDER',
  ],
  'mail-events': [...TABLES, 'ROUNDTRIP_RETENTION'],
  nightly: [...TABLES, 'ROUNDTRIP_STACK_NAME'],
  tokens: [...TABLES, 'ROUNDTRIP_STACK_NAME', 'ROUNDTRIP_SECRETS_KEY_ARN'],
  'stack-monitors': TABLES,
  upgrade: TABLES,
  tables: ['ROUNDTRIP_TABLE_PREFIX'],
  location: ['ROUNDTRIP_STACK_NAME', 'ROUNDTRIP_HOME_REGION'],
} as const satisfies Record<string, readonly (keyof Variables)[]>

export type FunctionName = keyof typeof VARIABLES_OF

/** The whole of a function's environment, as the stack hands it over. */
export type EnvironmentOf<F extends FunctionName> = Pick<Variables, (typeof VARIABLES_OF)[F][number]>

/** What the schedules of one location start, and as whom. */
export interface LocationSchedules {
  location: string
  groupName: string
  probeArn: string
  roleArn: string
  deadLettersArn: string
}

export interface LocationProbe {
  location: string
  probeArn: string
}

export interface WatchedTopic {
  topicArn: string
  subscribers: number
}

/** The input of a scheduled run, as rules send it. */
export interface ScheduledInput {
  monitorId: string
  location: string
  /** ISO 8601, as EventBridge writes it: `2026-01-05T12:00:00Z`. */
  scheduledAt: string
}

/**
 * The one property of the stack monitors' custom resource besides its token: a JSON array of definitions, as
 * one string, because CloudFormation turns every number and boolean inside a property into a string.
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

/** The one property of the upgrade's custom resource besides its token: it changes where steps were added. */
export interface UpgradeProperties {
  Steps: string
}

/**
 * The properties of the custom resource by which a location's stack reads home's outputs. They change with what
 * those depend on, so that it reads them again.
 */
export interface HomeProperties {
  /** The topics whose ARNs it answers with, as `Topic0`, `Topic1`, … */
  Topics: string[]
  Version: string
  /** The settings' `existingTables`. */
  Existing?: { Monitors: string; Results: string }
}

/** The outputs of home that it answers with under the same names. */
export const HOME_ATTRIBUTES = [
  'MonitorsTable',
  'ResultsTable',
  TOKENS_FUNCTION_OUTPUT,
  RECONCILER_OUTPUT,
] as const

/** The properties of the custom resource that a location registers itself with: a `RegisteredLocation`. */
export interface LocationProperties {
  Name: string
  Kind: 'region' | 'fixed-address'
  Region: string
  ProbeArn: string
  GroupName: string
  RoleArn: string
  DeadLettersArn: string
  UnhandledArn: string
  Address?: string
  Version: string
  DefaultLocations?: string[]
  Removed?: 'true'
  /** At home: where it is written, and which function follows it. */
  ResultsTable: string
  Reconciler: string
}

/** By these names a location's one function tells its custom resources apart. */
export const LOCATION_RESOURCES = {
  home: 'Custom::RoundtripHome',
  location: 'Custom::RoundtripLocation',
} as const

/** What the nightly rule, and a location that registered, send to the reconciler. */
export const RECONCILE = { reconcile: true } as const

/**
 * Where the fleet's own metrics stand in CloudWatch, and their one dimension, whose value is the stack's
 * name.
 */
export const METRIC_NAMESPACE = 'Roundtrip'
export const METRIC_DIMENSION = 'Stack'

/**
 * All of the metrics. Each costs by the month, so none is about one monitor. The first two are 0 or 1 for
 * each run recorded, so that their sample count is the runs; the next three are written by the watchdog each
 * time that it looks, the last by the nightly function.
 */
export type MetricName =
  | 'FailedRuns'
  | 'InconclusiveRuns'
  | 'OverdueItems'
  | 'SubscriptionsUnconfirmed'
  | 'LocationProblems'
  | 'SecretsForAnyHost'
