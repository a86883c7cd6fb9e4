import { ALERT_TOPIC } from './built-in-topics.ts'
import { contentId } from '../identity/content-id.ts'
import type { AlertPolicy } from './monitor.ts'

/** The one policy of a monitor that names none. */
export const DEFAULT_POLICY: AlertPolicy = {
  onError: true,
  afterFailures: 1,
  minLocations: 1,
  verify: false,
  onRecovery: true,
  topic: ALERT_TOPIC,
}

export const DEFAULT_POLICIES: readonly AlertPolicy[] = [DEFAULT_POLICY]

/** Most policies of one monitor. */
export const MOST_POLICIES = 20

/** Names a policy by its content: one that is edited is another one, and two that say the same are one. */
export function policyKey(policy: AlertPolicy): string {
  const {
    onError,
    afterFailures,
    minLocations,
    verify,
    repeatMinutes,
    maxAlerts,
    onRecovery,
    onSlow,
    topic,
  } = policy
  return contentId(
    JSON.stringify([
      onError,
      afterFailures,
      minLocations,
      verify,
      repeatMinutes ?? 0,
      maxAlerts ?? 0,
      onRecovery,
      onSlow ?? 0,
      topic,
    ]),
  ).slice(0, 12)
}

/** The topics that hear first of what is wrong: those of the policies that wait for the fewest failures. */
export function topicsTold(policies: readonly AlertPolicy[]): string[] {
  const telling = policies.filter((policy) => policy.onError)
  const fewest = Math.min(...telling.map((policy) => policy.afterFailures))
  return [...new Set(telling.filter((policy) => policy.afterFailures === fewest).map(({ topic }) => topic))]
}
