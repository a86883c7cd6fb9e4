import * as v from 'valibot'

import type { EpochMs } from '../../shared/core/time/units.ts'

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/

/** What is of another shape is left out: an event without some of its words is better than none. */
function maybe<T>(schema: v.GenericSchema<unknown, T>) {
  return v.fallback(v.optional(schema), undefined)
}

const instant: v.GenericSchema<unknown, EpochMs> = v.pipe(
  v.string(),
  v.regex(ISO_INSTANT),
  v.transform(Date.parse),
  v.finite(),
  v.minValue(0),
)
const recipient = v.object({ status: maybe(v.string()), diagnosticCode: maybe(v.string()) })
/** A list by the examples of a delay, one object by its description. */
const recipients = v.fallback(
  v.union([
    v.array(recipient),
    v.pipe(
      recipient,
      v.transform((one) => [one]),
    ),
  ]),
  [],
)

/**
 * What counts of an event as Amazon SES publishes it, all of it optional: some fields are absent where a server said
 * nothing (Amazon SES, "Contents of event data that Amazon SES publishes to Amazon SNS"). An identity's own
 * notifications, which have no tags, cannot come: the topic takes what the configuration set publishes.
 */
export const messageShape = v.object({
  eventType: maybe(v.string()),
  mail: v.object({
    timestamp: maybe(instant),
    tags: v.fallback(v.record(v.string(), v.unknown()), {}),
  }),
  delivery: maybe(
    v.object({
      timestamp: maybe(instant),
      processingTimeMillis: maybe(v.pipe(v.number(), v.finite(), v.minValue(0))),
      smtpResponse: maybe(v.string()),
      remoteMtaIp: maybe(v.string()),
    }),
  ),
  deliveryDelay: maybe(
    v.object({ timestamp: maybe(instant), delayType: maybe(v.string()), delayedRecipients: recipients }),
  ),
  bounce: maybe(
    v.object({
      timestamp: maybe(instant),
      bounceType: maybe(v.string()),
      bounceSubType: maybe(v.string()),
      bouncedRecipients: recipients,
    }),
  ),
  reject: maybe(v.object({ reason: maybe(v.string()) })),
})

export type Message = v.InferOutput<typeof messageShape>
export type Recipients = v.InferOutput<typeof recipients>
