import * as v from 'valibot'

import { mistakesIn } from './mistakes-in.ts'
import type { DeadLettersEnvironment, ProbeEnvironment, StackMonitorsEnvironment } from './contract.ts'

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

export type DeadLettersSettings = Omit<ProbeSettings, 'senderAddress'>

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

const deadLettersEntries = {
  ROUNDTRIP_MONITORS_TABLE: required,
  ROUNDTRIP_RESULTS_TABLE: required,
  ROUNDTRIP_TOPIC_ARNS: topicArns,
  ROUNDTRIP_STACK_NAME: required,
  ROUNDTRIP_LOCATION: required,
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
  }
}

/** The stack monitors function's settings; throws `EnvironmentError` with every mistake. */
export function readStackMonitorsEnv(env: NodeJS.ProcessEnv): { monitorsTable: string } {
  return { monitorsTable: parse(stackMonitorsSchema, env).ROUNDTRIP_MONITORS_TABLE }
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
