import { Stack } from 'aws-cdk-lib'

import type { Retention } from '../../shared/core/history/retention.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import type { Topics } from './topics.ts'

/** The value of `ROUNDTRIP_TOPIC_ARNS`: the topics that a function which alerts may publish to. */
export function topicArns(topics: Topics): string {
  const arns = Object.entries(topics.forAlerts).map(([name, topic]) => [name, topic.topicArn])
  return Stack.of(topics).toJsonString(Object.fromEntries(arns))
}

/** The value of `ROUNDTRIP_RETENTION`. */
export function retentionOf({ retention }: StackSettings): string {
  const { resultDays, logDays, failureLogDays } = retention
  return JSON.stringify({ resultDays, logDays, failureLogDays } satisfies Retention)
}
