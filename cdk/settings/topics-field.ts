import * as v from 'valibot'

import { ALERT_TOPIC, OPERATIONS_TOPIC } from '../../shared/core/definition/built-in-topics.ts'
import { readEmailAddress } from '../../shared/core/definition/fields/email-address.ts'
import { isRecord, section, taken } from '../../shared/core/definition/fields/fields.ts'
import { kindOf, shownName } from '../../shared/core/definition/mistakes/shown-value.ts'
import { TOPIC_NAME } from '../../shared/core/definition/topic-names.ts'
import type { Subscribers } from './settings-shape.ts'
import { phoneNumber, queueArn, webhookUrl } from './aws-fields.ts'

/**
 * An alarm adds up at most 10 metrics (CloudWatch, "Limits that apply to alarms"), and one watches the
 * deliveries of all topics.
 */
const MOST_NAMED_TOPICS = 8

const distinct = <T extends v.GenericSchema<unknown, string>>(what: string, item: T) =>
  v.optional(
    v.pipe(
      v.array(item, (issue) => `expected a list of ${what}, got ${kindOf(issue.input)}`),
      v.check((list) => new Set(list).size === list.length, 'expected each subscriber once'),
    ),
    [],
  )

const subscribers = section("an object of a topic's subscribers", {
  email: distinct('addresses', taken(readEmailAddress)),
  sms: distinct('phone numbers', phoneNumber),
  https: distinct('URLs', webhookUrl),
  sqs: distinct('queue ARNs', queueArn),
})

const badName = v.custom<Subscribers>(
  () => false,
  "expected a topic's name of 1 to 32 lower-case letters, digits and hyphens",
)

/** Topics by name, none of them looked into yet. */
type Written = Readonly<Record<string, unknown>>

/** Topics by name, with `alerts` and `operations` among them whether or not they were written. */
export const topicsField = v.pipe(
  v.custom<Written>(
    isRecord,
    (issue) => `expected an object of topics and their subscribers, got ${kindOf(issue.input)}`,
  ),
  v.transform((written): Written =>
    Object.fromEntries(
      Object.entries({ [ALERT_TOPIC]: {}, [OPERATIONS_TOPIC]: {}, ...written }).map(([name, value]) =>
        TOPIC_NAME.test(name) ? [name, value] : [shownName(name), undefined],
      ),
    ),
  ),
  v.check(
    (topics) => Object.keys(topics).length <= 2 + MOST_NAMED_TOPICS,
    ({ input }) =>
      `expected at most ${MOST_NAMED_TOPICS} topics besides alerts and operations, got ${Object.keys(input).length - 2}`,
  ),
  v.lazy<v.GenericSchema<Written, Readonly<Record<string, Subscribers>>>>((topics) =>
    v.object(
      Object.fromEntries(
        Object.keys(topics as object).map((name) => [name, TOPIC_NAME.test(name) ? subscribers : badName]),
      ),
    ),
  ),
)
