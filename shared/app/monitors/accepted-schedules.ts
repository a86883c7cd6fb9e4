import { isDeepStrictEqual } from 'node:util'

import type { DefinitionSource } from '../../core/definition/monitor.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import { type KnownLocations, locationsOf } from '../../core/location/known-locations.ts'
import type { Clock } from '../ports/clock.ts'
import type { MonitorRow } from '../ports/monitor-store.ts'
import type { AcceptedDefinition, AcceptedDefinitionStore } from '../ports/stores/accepted-definitions.ts'
import type { SchedulesFailed } from './put-schedules.ts'

export interface AcceptedPorts {
  clock: Clock
  runs: AcceptedDefinitionStore
  knownLocations: KnownLocations
  definitionSource: DefinitionSource
}

/** Where runs go by it. */
export function locationsAccepted(
  accepted: Pick<AcceptedDefinition, 'definition'> | undefined,
  { definitionSource, knownLocations }: Pick<AcceptedPorts, 'definitionSource' | 'knownLocations'>,
): readonly string[] {
  const parsed = accepted && parseMonitor(accepted.definition, definitionSource)
  return parsed?.ok ? locationsOf(parsed.monitor, knownLocations) : []
}

/** Of these locations, those where a schedule by it, or by one before it, may stand. */
export function mayStandAt(
  accepted: AcceptedDefinition | undefined,
  locations: readonly string[],
  ports: Pick<AcceptedPorts, 'definitionSource' | 'knownLocations'>,
): readonly string[] {
  if (locations.length === 0) return []
  const own = accepted?.managedBy === 'table' ? locationsAccepted(accepted, ports) : []
  const places = new Set([...own, ...(accepted?.alsoAt ?? [])])
  return locations.filter((one) => places.has(one))
}

/** Writes the definition down in place of the one before, unless all of it stands there. */
export async function accept(
  { monitorId, definition, managedBy }: Pick<MonitorRow, 'monitorId' | 'definition' | 'managedBy'>,
  alsoAt: readonly string[],
  before: AcceptedDefinition | undefined,
  { runs, clock }: Pick<AcceptedPorts, 'runs' | 'clock'>,
): Promise<AcceptedDefinition> {
  const isSame = before?.managedBy === managedBy && isDeepStrictEqual(before.definition, definition)
  if (isSame && isDeepStrictEqual(before.alsoAt ?? [], alsoAt)) return before
  const acceptedAt = isSame ? before.acceptedAt : clock.now()
  const accepted = { definition, managedBy, acceptedAt, ...(alsoAt.length > 0 && { alsoAt }) }
  await runs.putAccepted(monitorId, accepted)
  return accepted
}

/**
 * Of the locations where a schedule was to be removed, those where it may stand yet. `listed`: the only ones that
 * were asked; absent: all were.
 */
export function leftOf(
  owed: readonly string[],
  failed: SchedulesFailed | undefined,
  { listed }: { listed?: readonly string[] },
): readonly string[] {
  return owed.filter((one) => (failed?.locations.includes(one) ?? false) || listed?.includes(one) === false)
}
