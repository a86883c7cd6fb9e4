import * as v from 'valibot'

import { ALERT_TOPIC, OPERATIONS_TOPIC } from '../built-in-topics.ts'
import type { AlertPolicy } from '../monitor.ts'
import { DEFAULT_POLICY, MOST_POLICIES, policyKey } from '../policies.ts'
import { TOPIC_NAME } from '../topic-names.ts'
import { at, field, isRecord, section, trueOrFalse } from './fields.ts'
import { MOST_LOCATIONS } from './locations-field.ts'
import { kindOf, shown } from '../mistakes/shown-value.ts'

/** A week. */
const MOST_REPEAT_MINUTES = 10_080
const MOST_SLOW_RUNS = 100

/**
 * What people write who think of one subscriber, or of AWS's name of the topic: an ARN, an address, a URL or
 * a number.
 */
const NO_TOPIC = /^arn:|@|:\/\/|^\+\d/

const topic = v.pipe(
  v.custom<string>(
    (value) => typeof value === 'string' && TOPIC_NAME.test(value),
    ({ input }) =>
      `expected a topic's name, of 1 to 32 lower-case letters, digits and hyphens, got ${shown(input)}` +
      (typeof input === 'string' && NO_TOPIC.test(input)
        ? '; write its name in cdk/settings.ts, where its subscribers are listed'
        : ''),
  ),
  v.metadata({ type: 'string', pattern: TOPIC_NAME.source }),
  v.check(
    (name) => name !== OPERATIONS_TOPIC,
    `expected a topic that carries alerts, got "${OPERATIONS_TOPIC}", which is reserved for problems of the stack itself`,
  ),
)

/** A whole number from 1; `hints` says more where somebody meant well: by what was written. */
function counted(what: string, most: number, hints: ReadonlyMap<unknown, string> = new Map()) {
  return v.pipe(
    v.custom<number>(
      (value) => isCount(value, most),
      ({ input }) => `expected a whole number of ${what} from 1 to ${most}, got ${withHint(input, hints)}`,
    ),
    v.metadata(countUpTo(most)),
  )
}

/**
 * The same of what is off by default, and may be switched off in words too: each of `off`, which means what
 * `meaning` says.
 */
function countedOrOff(
  what: string,
  most: number,
  { off, meaning }: { off: readonly unknown[]; meaning: string },
  hints: ReadonlyMap<unknown, string>,
) {
  const words = off.map((value) => shown(value)).join(' or ')
  return v.pipe(
    v.custom<unknown>(
      (value) => value === undefined || off.includes(value) || isCount(value, most),
      ({ input }) =>
        `expected a whole number of ${what} from 1 to ${most}, or ${words} ${meaning}, got ${withHint(input, hints)}`,
    ),
    v.metadata({ anyOf: [countUpTo(most), { enum: off }] }),
    v.transform((value) => (isCount(value, most) ? value : undefined)),
  )
}

function countUpTo(most: number) {
  return { type: 'integer', minimum: 1, maximum: most }
}

function isCount(value: unknown, most: number): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
}

function withHint(input: unknown, hints: ReadonlyMap<unknown, string>): string {
  const hint = hints.get(input)
  return hint === undefined ? shown(input) : `${shown(input)}; ${hint}`
}

const ELSEWHERE = 'elsewhere'
const ON_ERROR_OFF = 'to send none write onError: false'

const policy = v.pipe(
  section('a policy as { afterFailures: 2 }', {
    onError: v.optional(trueOrFalse, DEFAULT_POLICY.onError),
    afterFailures: v.optional(
      counted('failing runs', 100, new Map([[0, ON_ERROR_OFF]])),
      DEFAULT_POLICY.afterFailures,
    ),
    minLocations: v.optional(counted('locations', MOST_LOCATIONS), DEFAULT_POLICY.minLocations),
    verify: v.pipe(
      field<unknown>(
        'true, "elsewhere", false or "off"',
        (value) =>
          value === undefined || typeof value === 'boolean' || value === 'off' || value === ELSEWHERE,
        { enum: [true, ELSEWHERE, false, 'off'] },
      ),
      v.transform((value) => (value === ELSEWHERE ? value : value === true)),
    ),
    repeatMinutes: countedOrOff(
      'minutes',
      MOST_REPEAT_MINUTES,
      { off: [0, 'never'], meaning: 'to be told once' },
      new Map<unknown, string>([[true, 'write how many minutes lie between two alerts']]),
    ),
    maxAlerts: v.optional(counted('alerts', 1000, new Map([[0, ON_ERROR_OFF]]))),
    onRecovery: v.optional(trueOrFalse, DEFAULT_POLICY.onRecovery),
    onSlow: countedOrOff(
      'slow runs in a row',
      MOST_SLOW_RUNS,
      { off: [false, 0], meaning: 'to be told of none' },
      new Map<unknown, string>([[true, 'write how many it takes: 1 tells of the first']]),
    ),
    topic: v.optional(topic, ALERT_TOPIC),
  }),
  v.transform(({ repeatMinutes, maxAlerts, onSlow, ...written }): AlertPolicy => ({
    ...written,
    ...(repeatMinutes !== undefined && { repeatMinutes }),
    ...(maxAlerts !== undefined && { maxAlerts }),
    ...(onSlow !== undefined && { onSlow }),
  })),
)

/** The field `alerts`: 1 to 20 policies, of which no two say the same once their defaults are filled in. */
export const policies = v.pipe(
  v.custom<unknown[]>(
    (value) => Array.isArray(value) && value.length >= 1 && value.length <= MOST_POLICIES,
    ({ input }) => `expected a list of 1 to ${MOST_POLICIES} policies, got ${listOrKind(input)}`,
  ),
  v.metadata({ minItems: 1, maxItems: MOST_POLICIES }),
  v.array(policy),
  v.rawCheck(({ dataset, addIssue }) => {
    const faulty = new Set(dataset.issues?.map((issue) => issue.path?.[0]?.key))
    const list = dataset.value as readonly AlertPolicy[]
    const firstWith = new Map<string, number>()
    for (const [index, one] of list.entries()) {
      if (faulty.has(index)) continue
      const key = policyKey(one)
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, index)
      else
        addIssue({
          message: `expected each policy once, got one that says the same as alerts[${first}]`,
          path: at(list, index),
        })
    }
  }),
)

function listOrKind(input: unknown): string {
  if (!Array.isArray(input)) {
    return isRecord(input) ? `${kindOf(input)}; put it into a list: [{ … }]` : shown(input)
  }
  return input.length === 0 ? 'an empty list' : `${input.length}`
}

/** Policies that wait for slow runs, by their places; also of a definition with mistakes. */
export function waitingForSlow(written: unknown): number[] {
  if (!Array.isArray(written)) return []
  const list: readonly unknown[] = written
  return list.flatMap((one, index) => (isRecord(one) && isCount(one.onSlow, MOST_SLOW_RUNS) ? [index] : []))
}
