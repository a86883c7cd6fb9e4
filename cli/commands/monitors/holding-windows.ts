import type { MonitorRow } from '../../../shared/app/ports/monitor-store.ts'
import { type Maintenance, maintenanceAt } from '../../../shared/core/maintenance/maintenance-at.ts'
import { writtenTags, writtenWindows } from '../../../shared/core/definition/written-windows.ts'
import { NO_TAG_WINDOWS } from '../../../shared/core/maintenance/tag-windows.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import type { Opened } from '../../opened/opened.ts'

/**
 * What maintenance windows say of now, for each of these rows that one covers, by id. Where no row has tags,
 * none of tags are read.
 */
export async function holdingWindows(
  rows: readonly MonitorRow[],
  { runs }: Pick<Opened, 'runs'>,
  now: EpochMs,
): Promise<ReadonlyMap<string, Maintenance>> {
  const tagged = rows.some(({ definition }) => writtenTags(definition).length > 0)
  const { windows } = tagged ? await runs.findTagWindows() : NO_TAG_WINDOWS
  return new Map(
    rows.flatMap(({ monitorId, definition }) => {
      const holding = maintenanceAt(writtenWindows(definition, windows), now)
      return holding ? [[monitorId, holding] as const] : []
    }),
  )
}
