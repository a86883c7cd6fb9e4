import { SNSClient } from '@aws-sdk/client-sns'

import { FUNCTION_PATIENCE, clientInTime } from '../../shared/adapters/aws/client-in-time.ts'
import { snsPublisher } from '../../shared/adapters/aws/sns-publisher.ts'
import type { AlertPublisher } from '../../shared/app/ports/alerting.ts'
import { type Millis, SECOND } from '../../shared/core/time/units.ts'
import { atHome } from './store-ports.ts'

/** An answer that is not waited for may be of an alert that went out: it is told again. */
const PUBLISH_MS: Millis = 10 * SECOND

/** Publishes to these topics, which are in the home Region. */
export function ownPublisher(
  topicArns: Readonly<Record<string, string>>,
  homeRegion: string | undefined,
): AlertPublisher {
  const patience = { ...FUNCTION_PATIENCE, answerMs: PUBLISH_MS }
  const client = clientInTime(SNSClient, patience, { maxAttempts: 1, ...atHome(homeRegion) })
  return snsPublisher({ client, topicArns, signalMs: PUBLISH_MS })
}
