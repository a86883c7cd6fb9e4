import { Aws, Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import type { KnownLocations } from '../../shared/core/location/known-locations.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import type { HomeReference } from './home-reference.ts'

/** The variables of a function that works with the two tables. */
export function tableVariables({
  monitors,
  results,
}: HomeReference['tables']): EnvironmentOf<'stack-monitors'> {
  return {
    ROUNDTRIP_MONITORS_TABLE: monitors.tableName,
    ROUNDTRIP_RESULTS_TABLE: results.tableName,
  }
}

/** What a function must know to tell where monitors run, in whose stack `scope` is. */
export function locationVariables(
  scope: Construct,
  { homeRegion, defaultLocations }: Pick<StackSettings, 'homeRegion' | 'defaultLocations'>,
) {
  // Without one in the settings there are no locations beside home, and this is home.
  const known = { home: homeRegion ?? Aws.REGION, defaults: defaultLocations } satisfies KnownLocations
  return { ROUNDTRIP_LOCATIONS: Stack.of(scope).toJsonString(known) }
}

/** The variable of a function that must know whether monitors may leave out `smtp`. */
export function senderVariables({
  stackName,
  builtInSender,
}: Pick<StackSettings, 'stackName' | 'builtInSender'>) {
  return { ROUNDTRIP_BUILT_IN_SENDER: builtInSender === undefined ? '' : stackName }
}

/** The variables of a function that publishes alerts, in whose stack `scope` is. */
export function alertingVariables(
  scope: Construct,
  settings: StackSettings,
  { tables, topics }: Pick<HomeReference, 'tables' | 'topics'>,
) {
  const arns = Object.entries(topics).map(([name, topic]) => [name, topic.topicArn])
  return {
    ...tableVariables(tables),
    ROUNDTRIP_STACK_NAME: settings.stackName,
    ROUNDTRIP_TOPIC_ARNS: Stack.of(scope).toJsonString(Object.fromEntries(arns)),
    ROUNDTRIP_ALERT_CAP: String(settings.alertCap),
    ROUNDTRIP_RUNBOOK_URL: settings.runbookUrl,
    ROUNDTRIP_PAGE_URL: settings.pageUrl ?? '',
    ROUNDTRIP_WORDING: JSON.stringify(settings.wording),
  }
}
