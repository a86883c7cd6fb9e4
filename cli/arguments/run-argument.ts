import { monitorArgument } from '../application/parameters.ts'

/** The forms in which a run is named. */
export const RUN_REFERENCE =
  'REF names a run: MONITOR/RUN as in alerts, MONITOR/0123456789ab (the last part of RUN), MONITOR@03:17 or MONITOR@2026-11-05T03:17 (the last run that was scheduled then or before), MONITOR (its last run).'

export const runArgument = monitorArgument('REF', 'a run')
