import type { Construct } from 'constructs'

import type { EnvironmentOf } from '../../functions/contract.ts'
import type { Retention } from '../../shared/core/history/retention.ts'
import type { BundledFunction } from '../function/bundled-function.ts'
import { alertingVariables, locationVariables, senderVariables } from '../home/environment.ts'
import type { HomeReference } from '../home/home-reference.ts'
import type { StackSettings } from '../settings/settings-shape.ts'

export interface RecordingProps {
  settings: StackSettings
  home: HomeReference
  /** The location whose runs are recorded. */
  location: string
}

/**
 * The variables of a function that records runs of one location and tells of them: all that reading dead
 * letters takes.
 */
export function recordingVariables(
  scope: Construct,
  { settings, home, location }: RecordingProps,
): EnvironmentOf<'dead-letters'> {
  const { resultDays, logDays, failureLogDays } = settings.retention
  return {
    ...alertingVariables(scope, settings, home),
    ...locationVariables(scope, settings),
    ...senderVariables(settings),
    ROUNDTRIP_HOME_REGION: home.region,
    ROUNDTRIP_LOCATION: location,
    ROUNDTRIP_RETENTION: JSON.stringify({ resultDays, logDays, failureLogDays } satisfies Retention),
  }
}

/** What recording a run's result and telling of it takes, beside reading its monitor. */
export function allowRecording(bundled: BundledFunction, { tables, topics }: HomeReference): void {
  bundled.allow(
    ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:Query'],
    tables.results.tableArn,
  )
  for (const topic of Object.values(topics)) topic.grantPublish(bundled.role)
}
