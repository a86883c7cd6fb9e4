import * as v from 'valibot'

import type { MaintenanceWindow } from '../maintenance/window.ts'
import { type TagWindow, windowsOfTags } from '../maintenance/tag-windows.ts'
import type { Problem } from './monitor.ts'
import { problemOf } from './fields/fields.ts'
import { maintenanceField } from './fields/maintenance-field.ts'

type Fields = Readonly<Record<string, unknown>>

/**
 * The windows of the field `maintenance` alone, or every mistake in it, its path from there on: `[2].zone`,
 * or empty.
 */
export function readMaintenance(
  written: unknown,
): { ok: true; windows: readonly MaintenanceWindow[] } | { ok: false; problems: readonly Problem[] } {
  const parsed = v.safeParse(maintenanceField, written)
  return parsed.success
    ? { ok: true, windows: parsed.output }
    : { ok: false, problems: parsed.issues.map(problemOf) }
}

/** The tags of a definition as it is written, which may have mistakes. */
export function writtenTags({ tags }: Fields): string[] {
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : []
}

/**
 * All windows of a definition as it is written: its own, none if that field has mistakes, and those of its
 * tags.
 */
export function writtenWindows(
  definition: Fields,
  tagWindows: readonly TagWindow[],
): readonly MaintenanceWindow[] {
  const own = readMaintenance(definition.maintenance)
  return [...(own.ok ? own.windows : []), ...windowsOfTags(writtenTags(definition), tagWindows)]
}
