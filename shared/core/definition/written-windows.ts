import { readMaintenance } from './read-maintenance.ts'
import type { MaintenanceWindow } from '../maintenance/window.ts'
import { type TagWindow, windowsOfTags } from '../maintenance/tag-windows.ts'

type Fields = Readonly<Record<string, unknown>>

/** The tags of a definition as it is written, which may have mistakes. */
export function writtenTags({ tags }: Fields): string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

/** All windows of a definition as it is written: its own, none if that field has mistakes, and those of its tags. */
export function writtenWindows(
  definition: Fields,
  tagWindows: readonly TagWindow[],
): readonly MaintenanceWindow[] {
  const own = readMaintenance(definition.maintenance)
  return [...(own.ok ? own.windows : []), ...windowsOfTags(writtenTags(definition), tagWindows)]
}
