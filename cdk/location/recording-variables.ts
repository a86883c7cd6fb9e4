import type { EnvironmentOf } from '../../functions/contract.ts'
import type { StackSettings } from '../settings/settings-shape.ts'
import { retentionOf, topicArns } from '../home/environment.ts'
import type { Tables } from '../home/tables.ts'
import type { Topics } from '../home/topics.ts'

export interface RecordingVariablesProps {
  settings: StackSettings
  location: string
  tables: Tables
  topics: Topics
}

/** The variables of a function that records runs of one location and tells of them: all that reading dead letters takes. */
export function recordingVariables(props: RecordingVariablesProps): EnvironmentOf<'dead-letters'> {
  const { settings, location, tables, topics } = props
  return {
    ROUNDTRIP_MONITORS_TABLE: tables.monitors.tableName,
    ROUNDTRIP_RESULTS_TABLE: tables.results.tableName,
    ROUNDTRIP_TOPIC_ARNS: topicArns(topics),
    ROUNDTRIP_ALERT_CAP: String(settings.alertCap),
    ROUNDTRIP_STACK_NAME: settings.stackName,
    ROUNDTRIP_LOCATION: location,
    ROUNDTRIP_RETENTION: retentionOf(settings),
    ROUNDTRIP_RUNBOOK_URL: settings.runbookUrl,
    ROUNDTRIP_WORDING: JSON.stringify(settings.wording),
  }
}
