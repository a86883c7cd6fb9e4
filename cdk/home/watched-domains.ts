import { Annotations } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { Monitor } from '../../shared/core/definition/monitor.ts'
import { emailsByTopic } from '../../shared/core/definition/topic-names.ts'
import { describeWatchedDomain, watchedDomains } from '../../shared/core/definition/watched-domains.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

/**
 * The warning of alerts that may be lost with the mail that they tell of, by the id that who wants it so
 * acknowledges.
 */
export const ALERTS_TO_WATCHED_DOMAIN = 'roundtrip:alertsToWatchedDomain'

/** Warns at the synth; nothing is refused, since the subscriber may read that mail elsewhere. */
export function warnOfWatchedDomains(
  scope: Construct,
  monitors: readonly Monitor[],
  topics: StackSettings['topics'],
): void {
  for (const watched of watchedDomains(monitors, emailsByTopic(topics))) {
    Annotations.of(scope).addWarningV2(ALERTS_TO_WATCHED_DOMAIN, describeWatchedDomain(watched))
  }
}
