import { ALERT_TOPIC, OPERATIONS_TOPIC } from './built-in-topics.ts'
import { type Reading, isRecord } from './fields/fields.ts'
import { nearestName } from './mistakes/nearest-name.ts'
import { shown } from './mistakes/shown-value.ts'
import type { Problem } from './monitor.ts'
import { MOST_POLICIES } from './policies.ts'

/** What a topic may be called; the two odd ones are names that every JavaScript object answers to. */
export const TOPIC_NAME = /^(?!constructor$|prototype$)[a-z0-9-]{1,32}$/

/**
 * Topics that policies may name, from `topics` of the settings as they were written; `undefined` where that
 * is no such thing.
 */
export function alertTopics(topics: unknown = {}): string[] | undefined {
  if (!isRecord(topics)) return undefined
  return [...new Set([ALERT_TOPIC, ...Object.keys(topics)])].filter(mayName)
}

/** By topic, whom it tells by email, from the same; what is no such thing is passed over. */
export function emailsByTopic(topics: unknown = {}): ReadonlyMap<string, readonly string[]> {
  const entries = isRecord(topics) ? Object.entries(topics) : []
  return new Map(
    entries.map(([name, subscribers]) => {
      const emails: unknown = isRecord(subscribers) ? subscribers.email : undefined
      const list: readonly unknown[] = Array.isArray(emails) ? emails : []
      return [name, list.filter((one) => typeof one === 'string')]
    }),
  )
}

/**
 * Policies of a definition as it was written that name a topic which is none of `topics`. Looks at what else
 * is wrong with the definition as little as possible, so that all its mistakes can be told at once.
 */
export function topicProblems(definition: unknown, topics: readonly string[]): Problem[] {
  const policies: unknown = isRecord(definition) ? definition.alerts : undefined
  if (!Array.isArray(policies)) return []
  const looked: readonly unknown[] = policies.slice(0, MOST_POLICIES)
  return Array.from(looked, (policy) => (isRecord(policy) ? policy.topic : undefined)).flatMap(
    (topic, index) =>
      mayName(topic) && !topics.includes(topic)
        ? [{ path: `alerts[${index}].topic`, message: unknownTopic(topic, topics) }]
        : [],
  )
}

/** A topic that carries alerts, whether it is there or not. */
export function readAlertTopic(written: unknown): Reading<string> {
  if (written === OPERATIONS_TOPIC) {
    return { ok: false, message: `"${OPERATIONS_TOPIC}" carries alarms, and no alerts` }
  }
  if (mayName(written)) return { ok: true, value: written }
  return { ok: false, message: `expected a topic's name from the settings, got ${shown(written)}` }
}

/** Every other value is a mistake already, whatever topics there are. */
function mayName(topic: unknown): topic is string {
  return typeof topic === 'string' && TOPIC_NAME.test(topic) && topic !== OPERATIONS_TOPIC
}

function unknownTopic(topic: string, topics: readonly string[]): string {
  const one = topics.length > 1 ? 'one of ' : ''
  const near = nearestName(topic, topics)
  const hint = near === undefined ? 'topics are named in cdk/settings.ts' : `did you mean ${near}?`
  return `expected ${one}${topics.join(', ')}, got ${shown(topic)}; ${hint}`
}
