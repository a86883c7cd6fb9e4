import * as v from 'valibot'

import type { Retention } from '../shared/core/retention.ts'
import { mistakesIn } from './mistakes-in.ts'
import type {
  DeadLettersEnvironment,
  LocationProbe,
  LocationSchedules,
  NightlyEnvironment,
  ProbeEnvironment,
  SchedulesEnvironment,
  StackMonitorsEnvironment,
  TablesEnvironment,
  WatchdogEnvironment,
  WatchedTopic,
} from './contract.ts'

/** The environment of a function holds something else than the stack puts there. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

export interface ProbeSettings {
  monitorsTable: string
  resultsTable: string
  topicArns: Readonly<Record<string, string>>
  stackName: string
  location: string
  senderAddress?: string
  retention: Retention
  runbookUrl: string
}

export type DeadLettersSettings = Omit<ProbeSettings, 'senderAddress'>

const MISSING = 'expected a value, got nothing'

const required = v.pipe(v.string(MISSING), v.minLength(1, 'expected a value, got an empty one'))

/** A variable that holds JSON of this schema. */
function json<T>(schema: v.GenericSchema<unknown, T>, what: string): v.GenericSchema<unknown, T> {
  const expected = `expected ${what}`
  return v.pipe(
    required,
    v.parseJson({}, expected),
    v.check((value) => v.is(schema, value), expected),
    schema,
  )
}

const topicArns = json(v.record(v.string(), v.string()), 'a JSON object of topic names and ARNs')

const RETENTION = 'expected a JSON object of numbers of days: resultDays, logDays and failureLogDays'
const days = v.pipe(
  v.number('expected a number of days'),
  v.integer('expected whole days'),
  v.minValue(1, 'expected at least a day'),
)
const retention = v.pipe(
  required,
  v.parseJson({}, RETENTION),
  v.object(
    { resultDays: days, logDays: days, failureLogDays: days } satisfies Record<keyof Retention, unknown>,
    RETENTION,
  ),
)

const deadLettersEntries = {
  ROUNDTRIP_MONITORS_TABLE: required,
  ROUNDTRIP_RESULTS_TABLE: required,
  ROUNDTRIP_TOPIC_ARNS: topicArns,
  ROUNDTRIP_STACK_NAME: required,
  ROUNDTRIP_LOCATION: required,
  ROUNDTRIP_RETENTION: retention,
  ROUNDTRIP_RUNBOOK_URL: required,
} satisfies Record<keyof DeadLettersEnvironment, v.GenericSchema<unknown, unknown>>

const deadLettersSchema = v.object(deadLettersEntries, MISSING)

const probeSchema = v.object(
  {
    ...deadLettersEntries,
    ROUNDTRIP_SENDER_ADDRESS: v.optional(v.string(), ''),
  } satisfies Record<keyof ProbeEnvironment, v.GenericSchema<unknown, unknown>>,
  MISSING,
)

const stackMonitorsSchema = v.object(
  {
    ROUNDTRIP_MONITORS_TABLE: required,
  } satisfies Record<keyof StackMonitorsEnvironment, v.GenericSchema<unknown, unknown>>,
  MISSING,
)

const nightlySchema = v.object(
  {
    ROUNDTRIP_MONITORS_TABLE: required,
    ROUNDTRIP_RESULTS_TABLE: required,
  } satisfies Record<keyof NightlyEnvironment, v.GenericSchema<unknown, unknown>>,
  MISSING,
)

const text = v.pipe(v.string(), v.minLength(1))

const schedulesSchema = v.object(
  {
    ROUNDTRIP_MONITORS_TABLE: required,
    ROUNDTRIP_RESULTS_TABLE: required,
    ROUNDTRIP_SCHEDULES: json(
      v.array(
        v.object({
          location: text,
          groupName: text,
          probeArn: text,
          roleArn: text,
          deadLettersArn: text,
        } satisfies Record<keyof LocationSchedules, v.GenericSchema>),
      ),
      'a JSON list of locations and what their schedules start',
    ),
  } satisfies Record<keyof SchedulesEnvironment, v.GenericSchema<unknown, unknown>>,
  MISSING,
)

const watchdogSchema = v.object(
  {
    ROUNDTRIP_MONITORS_TABLE: required,
    ROUNDTRIP_RESULTS_TABLE: required,
    ROUNDTRIP_STACK_NAME: required,
    ROUNDTRIP_TOPIC_ARNS: topicArns,
    ROUNDTRIP_PROBES: json(
      v.array(
        v.object({ location: text, probeArn: text } satisfies Record<keyof LocationProbe, v.GenericSchema>),
      ),
      'a JSON list of locations and their probes',
    ),
    ROUNDTRIP_SUBSCRIPTIONS: json(
      v.array(
        v.object({ topicArn: text, subscribers: v.number() } satisfies Record<
          keyof WatchedTopic,
          v.GenericSchema
        >),
      ),
      'a JSON list of topics and the number of their subscribers',
    ),
    ROUNDTRIP_HEARTBEAT_URL: v.optional(v.string(), ''),
    ROUNDTRIP_RUNBOOK_URL: required,
  } satisfies Record<keyof WatchdogEnvironment, v.GenericSchema<unknown, unknown>>,
  MISSING,
)

const tablesSchema = v.object(
  { ROUNDTRIP_TABLE_PREFIX: required } satisfies Record<
    keyof TablesEnvironment,
    v.GenericSchema<unknown, unknown>
  >,
  MISSING,
)

/** The schedules function's settings; throws `EnvironmentError` with every mistake. */
export function readSchedulesEnv(env: NodeJS.ProcessEnv) {
  const read = parse(schedulesSchema, env)
  return {
    monitorsTable: read.ROUNDTRIP_MONITORS_TABLE,
    resultsTable: read.ROUNDTRIP_RESULTS_TABLE,
    schedules: read.ROUNDTRIP_SCHEDULES,
  }
}

/** The watchdog's settings; throws `EnvironmentError` with every mistake. */
export function readWatchdogEnv(env: NodeJS.ProcessEnv) {
  const read = parse(watchdogSchema, env)
  return {
    monitorsTable: read.ROUNDTRIP_MONITORS_TABLE,
    resultsTable: read.ROUNDTRIP_RESULTS_TABLE,
    stackName: read.ROUNDTRIP_STACK_NAME,
    topicArns: read.ROUNDTRIP_TOPIC_ARNS,
    probes: read.ROUNDTRIP_PROBES,
    subscriptions: read.ROUNDTRIP_SUBSCRIPTIONS,
    runbookUrl: read.ROUNDTRIP_RUNBOOK_URL,
    ...(read.ROUNDTRIP_HEARTBEAT_URL !== '' && { heartbeatUrl: read.ROUNDTRIP_HEARTBEAT_URL }),
  }
}

/** The tables function's settings; throws `EnvironmentError` with every mistake. */
export function readTablesEnv(env: NodeJS.ProcessEnv): { tablePrefix: string } {
  return { tablePrefix: parse(tablesSchema, env).ROUNDTRIP_TABLE_PREFIX }
}

/** The probe's settings from its environment; throws `EnvironmentError` with every mistake. */
export function readProbeEnv(env: NodeJS.ProcessEnv): ProbeSettings {
  const read = parse(probeSchema, env)
  return {
    ...deadLettersSettings(read),
    ...(read.ROUNDTRIP_SENDER_ADDRESS !== '' && { senderAddress: read.ROUNDTRIP_SENDER_ADDRESS }),
  }
}

/** The settings of the function that reads dead letters; throws `EnvironmentError` with every mistake. */
export function readDeadLettersEnv(env: NodeJS.ProcessEnv): DeadLettersSettings {
  return deadLettersSettings(parse(deadLettersSchema, env))
}

function deadLettersSettings(read: v.InferOutput<typeof deadLettersSchema>): DeadLettersSettings {
  return {
    monitorsTable: read.ROUNDTRIP_MONITORS_TABLE,
    resultsTable: read.ROUNDTRIP_RESULTS_TABLE,
    topicArns: read.ROUNDTRIP_TOPIC_ARNS,
    stackName: read.ROUNDTRIP_STACK_NAME,
    location: read.ROUNDTRIP_LOCATION,
    retention: read.ROUNDTRIP_RETENTION,
    runbookUrl: read.ROUNDTRIP_RUNBOOK_URL,
  }
}

/** The stack monitors function's settings; throws `EnvironmentError` with every mistake. */
export function readStackMonitorsEnv(env: NodeJS.ProcessEnv): { monitorsTable: string } {
  return { monitorsTable: parse(stackMonitorsSchema, env).ROUNDTRIP_MONITORS_TABLE }
}

/** The nightly function's settings; throws `EnvironmentError` with every mistake. */
export function readNightlyEnv(env: NodeJS.ProcessEnv): { monitorsTable: string; resultsTable: string } {
  const read = parse(nightlySchema, env)
  return { monitorsTable: read.ROUNDTRIP_MONITORS_TABLE, resultsTable: read.ROUNDTRIP_RESULTS_TABLE }
}

function parse<T extends v.GenericSchema<unknown, unknown>>(
  schema: T,
  env: NodeJS.ProcessEnv,
): v.InferOutput<T> {
  const parsed = v.safeParse(schema, env)
  if (parsed.success) return parsed.output
  const mistakes = mistakesIn(parsed.issues)
  throw new EnvironmentError(
    `the function's environment is not what the stack gives it: ${mistakes.join('; ')}`,
  )
}
