import { DAY, type EpochMs, MINUTE, type Millis, SECOND } from '../time/units.ts'

/** An alert on its way to one destination of its topic, where this machine itself brings it there. */
export interface Delivery {
  alertId: string
  /** Of the destination, as `contentId` makes it: an address of a webhook is as good as a password. */
  destinationId: string
  /** What people call the destination, as `https://hooks.example.com/…`. */
  destination: string
  topic: string
  /** Those that share one are delivered in their order: the monitors that it is of, or the test itself. */
  lines: readonly string[]
  isTest?: true
  /** What is said; empty once it is settled, since each pass reads it for 10 more days. */
  subject: string
  text: string
  json: string
  queuedAt: EpochMs
  /** Rises with each write; 1 as it is queued. */
  version: number
  /** Tries that were begun. */
  tries: number
  /** It is not tried before: somebody tries it until then, or it failed not long ago. */
  tryAt: EpochMs
  /** Why the last try failed, tamed. */
  problem?: string
  deliveredAt?: EpochMs
  /** Nobody tries it any more. */
  abandonedAt?: EpochMs
}

/** Longer than a try may take, so that nobody else begins one meanwhile. */
const TRY_LEASE: Millis = 60 * SECOND
const FIRST_GAP: Millis = MINUTE
const LONGEST_GAP: Millis = 15 * MINUTE
/** By then an alert is old news; a mail server is seldom away for longer than a weekend. */
const TRIED_FOR: Millis = 3 * DAY
const NO_WORDS = { subject: '', text: '', json: '' }

export function isSettled({ deliveredAt, abandonedAt }: Delivery): boolean {
  return deliveredAt !== undefined || abandonedAt !== undefined
}

/** It may be tried now; a wait that only a clock which was wrong can have set counts for nothing. */
export function isTryDue({ tryAt }: Delivery, now: EpochMs): boolean {
  return tryAt <= now || tryAt > now + LONGEST_GAP
}

export function withTryBegun(delivery: Delivery, now: EpochMs): Delivery {
  return changed(delivery, { tries: delivery.tries + 1, tryAt: now + TRY_LEASE })
}

export function withDelivered(delivery: Delivery, now: EpochMs): Delivery {
  return changed(delivery, { ...NO_WORDS, deliveredAt: now })
}

/**
 * After a failed try: the next comes 1, 2, 4, 8, then 15 min later, until 3 days have passed. A test is tried
 * once: somebody waits for it.
 */
export function withFailure(delivery: Delivery, problem: string, now: EpochMs): Delivery {
  const { isTest, queuedAt, tries } = delivery
  if (isTest || now - queuedAt >= TRIED_FOR) return withAbandoned(delivery, problem, now)
  const gap = Math.min(FIRST_GAP * 2 ** Math.max(0, tries - 1), LONGEST_GAP)
  return changed(delivery, { problem, tryAt: now + gap })
}

export function withAbandoned(delivery: Delivery, problem: string, now: EpochMs): Delivery {
  return changed(delivery, { ...NO_WORDS, problem, abandonedAt: now })
}

function changed(delivery: Delivery, change: Partial<Delivery>): Delivery {
  return { ...delivery, ...change, version: delivery.version + 1 }
}
