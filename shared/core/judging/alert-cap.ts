import { type EpochMs, MINUTE, type Millis } from '../time/units.ts'

/**
 * Alerts that a topic takes one by one within `CAP_WINDOW`, unless the settings say otherwise. A person reads
 * ten mails; of a hundred that come at once, none.
 */
export const DEFAULT_ALERT_CAP = 10
/** The span over which they are counted, up to each alert anew. */
export const CAP_WINDOW: Millis = 5 * MINUTE
/** Until the digest of what exceeds them is due, from the first alert that it takes. */
export const DIGEST_AFTER: Millis = 5 * MINUTE

/** What is known of a topic's alerts. The folded ones themselves stay in their monitors' states. */
export interface TopicTraffic {
  topic: string
  version: number
  /** The alerts that were let out one by one within the window, oldest first. */
  alone: readonly { alertId: string; at: EpochMs }[]
  /** When the last digest is due, or was; absent: nothing was folded yet. */
  digestAt?: EpochMs
}

/**
 * `alone`: it goes out now, by itself. `folded`: it goes out with others in the digest that is due at
 * `digestAt`.
 */
export type Admission = { kind: 'alone' } | { kind: 'folded'; digestAt: EpochMs }

export interface AlertAsked {
  alertId: string
  /** An earlier alert of its monitor waits for this topic's digest: it must not overtake that. */
  behindFolded: boolean
}

export function quietTopic(topic: string): TopicTraffic {
  return { topic, version: 0, alone: [] }
}

/**
 * What becomes of an alert now, and the traffic with it; `next` absent: nothing needs to be written down. An
 * alert that was let out and asks again, since its publish failed, takes no second place. Of folded alerts
 * only the first of each digest is written down.
 */
export function admit(
  traffic: TopicTraffic,
  { alertId, behindFolded }: AlertAsked,
  now: EpochMs,
  alertCap = DEFAULT_ALERT_CAP,
): { admission: Admission; next?: TopicTraffic } {
  // What lies further ahead than the window was written by a clock that is put right by now.
  const alone = traffic.alone.filter(({ at }) => Math.abs(now - at) < CAP_WINDOW)
  if (!behindFolded) {
    if (alone.some((one) => one.alertId === alertId)) return { admission: { kind: 'alone' } }
    if (alone.length < alertCap) {
      const next = { ...traffic, alone: [...alone, { alertId, at: now }] }
      return { admission: { kind: 'alone' }, next }
    }
  }
  const { digestAt: pending = now } = traffic
  if (pending > now && pending <= now + DIGEST_AFTER)
    return { admission: { kind: 'folded', digestAt: pending } }
  const digestAt = now + DIGEST_AFTER
  return { admission: { kind: 'folded', digestAt }, next: { ...traffic, alone, digestAt } }
}
