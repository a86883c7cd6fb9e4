import * as v from 'valibot'

import { mistakesIn } from './mistakes-in.ts'
import type { NightlyEnvironment, ProbeEnvironment, StackMonitorsEnvironment } from './contract.ts'

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
}

const MISSING = 'expected a value, got nothing'

const required = v.pipe(v.string(MISSING), v.minLength(1, 'expected a value, got an empty one'))

const topicArns = v.pipe(
  required,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    try {
      return JSON.parse(dataset.value) as unknown
    } catch {
      addIssue({ message: 'expected a JSON object of topic names and ARNs' })
      return NEVER
    }
  }),
  v.record(v.string(), v.string(), 'expected a JSON object of topic names and ARNs'),
)

const probeSchema = v.object(
  {
    ROUNDTRIP_MONITORS_TABLE: required,
    ROUNDTRIP_RESULTS_TABLE: required,
    ROUNDTRIP_TOPIC_ARNS: topicArns,
    ROUNDTRIP_STACK_NAME: required,
    ROUNDTRIP_LOCATION: required,
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

/** The probe's settings from its environment; throws `EnvironmentError` with every mistake. */
export function readProbeEnv(env: NodeJS.ProcessEnv): ProbeSettings {
  const read = parse(probeSchema, env)
  return {
    monitorsTable: read.ROUNDTRIP_MONITORS_TABLE,
    resultsTable: read.ROUNDTRIP_RESULTS_TABLE,
    topicArns: read.ROUNDTRIP_TOPIC_ARNS,
    stackName: read.ROUNDTRIP_STACK_NAME,
    location: read.ROUNDTRIP_LOCATION,
    ...(read.ROUNDTRIP_SENDER_ADDRESS !== '' && { senderAddress: read.ROUNDTRIP_SENDER_ADDRESS }),
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
