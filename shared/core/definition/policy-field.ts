import * as v from 'valibot'

import { ALERT_TOPIC, OPERATIONS_TOPIC } from '../alert.ts'
import type { AlertPolicy } from '../monitor.ts'
import { DEFAULT_POLICY } from '../policies.ts'
import { field, onlyDefault, section, trueOrFalse } from './fields.ts'
import { shown } from './shown-value.ts'
import { wholeNumber } from './text-fields.ts'

/** A week. */
const MOST_REPEAT_MINUTES = 10_080
const MOST_POLICIES = 20
const TOPIC_NAME = /^[a-z0-9-]{1,32}$/

const topic = v.pipe(
  field<string>(
    "a topic's name from the settings, of 1 to 32 lower-case letters, digits and hyphens (not an ARN)",
    (value) => typeof value === 'string' && TOPIC_NAME.test(value),
  ),
  v.check(
    (name) => name !== OPERATIONS_TOPIC,
    `expected a topic that carries alerts: "${OPERATIONS_TOPIC}" is for what goes wrong with the stack itself`,
  ),
)

/** A number of what is off by default, and may be switched off in words too. */
function orOff(what: string, most: number, ...off: readonly unknown[]) {
  const words = off.map((value) => shown(value)).join(' or ')
  return v.pipe(
    field<unknown>(
      `a whole number of ${what} from 1 to ${most}, or ${words}`,
      (value) => value === undefined || off.includes(value) || isWhole(value, most),
    ),
    v.transform((value) => (typeof value === 'number' && value > 0 ? value : undefined)),
  )
}

function isWhole(value: unknown, most: number): boolean {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= most
}

const policy = v.pipe(
  section('a policy as { afterFailures: 2 }', {
    onError: v.optional(trueOrFalse, DEFAULT_POLICY.onError),
    afterFailures: v.optional(wholeNumber('failing runs', 1, 100), DEFAULT_POLICY.afterFailures),
    // More than one location is not available yet.
    minLocations: onlyDefault(1),
    verify: v.pipe(
      field<unknown>(
        'true, false or "off"',
        (value) => value === undefined || typeof value === 'boolean' || value === 'off',
      ),
      v.transform((value) => value === true),
    ),
    repeatMinutes: orOff('minutes', MOST_REPEAT_MINUTES, 0, 'never'),
    maxAlerts: v.optional(wholeNumber('alerts', 1, 1000)),
    onRecovery: v.optional(trueOrFalse, DEFAULT_POLICY.onRecovery),
    onSlow: orOff('slow runs', 100, false, 0),
    topic: v.optional(topic, ALERT_TOPIC),
  }),
  v.transform(({ repeatMinutes, maxAlerts, onSlow, minLocations: _one, ...written }): AlertPolicy => ({
    ...written,
    minLocations: DEFAULT_POLICY.minLocations,
    ...(repeatMinutes !== undefined && { repeatMinutes }),
    ...(maxAlerts !== undefined && { maxAlerts }),
    ...(onSlow !== undefined && { onSlow }),
  })),
)

/** The field `alerts`: 1 to 20 policies. */
export const policies = v.pipe(
  field<unknown[]>(
    `a list of 1 to ${MOST_POLICIES} policies`,
    (value) => Array.isArray(value) && value.length >= 1 && value.length <= MOST_POLICIES,
  ),
  v.array(policy),
)
