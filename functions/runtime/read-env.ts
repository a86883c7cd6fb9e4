import * as v from 'valibot'

import type { KnownLocations } from '../../shared/core/location/known-locations.ts'
import type { Retention } from '../../shared/core/history/retention.ts'
import type { TemplateForm } from '../../shared/core/wording/template/template.ts'
import {
  type FunctionName,
  type LocationProbe,
  type LocationSchedules,
  VARIABLES_OF,
  type Variables,
  type WatchedTopic,
} from '../contract.ts'
import { parse } from './parse.ts'

/** The environment of a function holds something else than the stack puts there. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError'
}

const MISSING = 'expected a value, got nothing'
const required = v.pipe(v.string(MISSING), v.minLength(1, 'expected a value, got an empty one'))
/** Empty means that the settings say nothing. */
const emptyOrText = v.string(MISSING)

/** A variable that holds JSON of this schema; one message for whatever is wrong with it. */
function json<T>(schema: v.GenericSchema<unknown, T>, what: string): v.GenericSchema<unknown, T> {
  const expected = `expected ${what}`
  return v.pipe(
    required,
    v.parseJson({}, expected),
    v.check((value) => v.is(schema, value), expected),
    schema,
  )
}

const text = v.pipe(v.string(), v.minLength(1))

const schedules = v.array(
  v.object({
    location: text,
    groupName: text,
    probeArn: text,
    roleArn: text,
    deadLettersArn: text,
  } satisfies Record<keyof LocationSchedules, v.GenericSchema>),
)
const probes = v.array(
  v.object({ location: text, probeArn: text } satisfies Record<keyof LocationProbe, v.GenericSchema>),
)
const topics = v.array(
  v.object({ topicArn: text, subscribers: v.number() } satisfies Record<keyof WatchedTopic, v.GenericSchema>),
)

const knownLocations = v.object({
  home: text,
  defaults: v.pipe(v.array(text), v.minLength(1)),
  names: v.exactOptional(v.array(text)),
} satisfies Record<keyof KnownLocations, v.GenericSchema>)

const wording = v.object({
  subject: v.exactOptional(text),
  text: v.exactOptional(text),
  sms: v.exactOptional(text),
} satisfies Record<TemplateForm, v.GenericSchema>)

const days = v.pipe(
  v.number('expected a number of days'),
  v.integer('expected whole days'),
  v.minValue(1, 'expected at least a day'),
)
const RETENTION = 'expected a JSON object of numbers of days: resultDays, logDays and failureLogDays'
const retention = v.pipe(
  required,
  v.parseJson({}, RETENTION),
  v.object(
    { resultDays: days, logDays: days, failureLogDays: days } satisfies Record<keyof Retention, unknown>,
    RETENTION,
  ),
)

/** What each variable is called once it is read, and how. */
const READINGS = {
  ROUNDTRIP_MONITORS_TABLE: ['monitorsTable', required],
  ROUNDTRIP_RESULTS_TABLE: ['resultsTable', required],
  ROUNDTRIP_STACK_NAME: ['stackName', required],
  ROUNDTRIP_HOME_REGION: ['homeRegion', required],
  ROUNDTRIP_LOCATIONS: [
    'knownLocations',
    json(knownLocations, 'a JSON object of what home is called and where monitors run by default'),
  ],
  ROUNDTRIP_LOCATION: ['location', required],
  ROUNDTRIP_TOPIC_ARNS: [
    'topicArns',
    json(v.record(v.string(), v.string()), 'a JSON object of topic names and ARNs'),
  ],
  ROUNDTRIP_TOPIC_NAMES: [
    'topics',
    json(v.pipe(v.array(text), v.minLength(1)), 'a JSON list of topic names'),
  ],
  ROUNDTRIP_RETENTION: ['retention', retention],
  ROUNDTRIP_ALERT_CAP: ['alertCap', json(v.pipe(v.number(), v.integer(), v.minValue(1)), 'a whole number')],
  ROUNDTRIP_RUNBOOK_URL: ['runbookUrl', required],
  ROUNDTRIP_PAGE_URL: ['pageUrl', emptyOrText],
  ROUNDTRIP_WORDING: ['wording', json(wording, 'a JSON object of templates: subject, text, sms')],
  ROUNDTRIP_SENDER_ADDRESS: ['senderAddress', emptyOrText],
  ROUNDTRIP_BUILT_IN_SENDER: ['builtInSender', emptyOrText],
  ROUNDTRIP_SCHEDULES: [
    'schedules',
    json(schedules, 'a JSON list of locations and what their schedules start'),
  ],
  ROUNDTRIP_PROBES: ['probes', json(probes, 'a JSON list of locations and their probes')],
  ROUNDTRIP_SUBSCRIPTIONS: [
    'subscriptions',
    json(topics, 'a JSON list of topics and the number of their subscribers'),
  ],
  ROUNDTRIP_HEARTBEAT_URL: ['heartbeatUrl', emptyOrText],
  ROUNDTRIP_TOKENS_FUNCTION: ['tokensFunction', required],
  ROUNDTRIP_SECRETS_KEY_ARN: ['secretsKeyArn', emptyOrText],
  ROUNDTRIP_TABLE_PREFIX: ['tablePrefix', required],
} as const satisfies Record<keyof Variables, readonly [string, v.GenericSchema<unknown, unknown>]>

type Readings = typeof READINGS
type MayBeEmpty = {
  [N in keyof Readings]: Readings[N][1] extends typeof emptyOrText ? N : never
}[keyof Readings]
type NamesOf<F extends FunctionName> = (typeof VARIABLES_OF)[F][number]

/** The settings of one function; what may be empty, and is, is absent. */
export type SettingsOf<F extends FunctionName> = {
  [N in Exclude<NamesOf<F>, MayBeEmpty> as Readings[N][0]]: v.InferOutput<Readings[N][1]>
} & { [N in Extract<NamesOf<F>, MayBeEmpty> as Readings[N][0]]?: string }

/** A function's settings from its environment; throws `EnvironmentError` with every mistake. */
export function readEnv<F extends FunctionName>(name: F, env: NodeJS.ProcessEnv): SettingsOf<F> {
  const names: readonly (keyof Variables)[] = VARIABLES_OF[name]
  const schema = v.object(Object.fromEntries(names.map((one) => [one, READINGS[one][1]])), MISSING)
  const values = parse(
    schema,
    env,
    (mistakes) =>
      new EnvironmentError(`the function's environment is not what the stack gives it: ${mistakes}`),
  )
  const read = names.map((one) => [READINGS[one][0], values[one]] as const)
  return Object.fromEntries(read.filter(([, value]) => value !== '')) as SettingsOf<F>
}
