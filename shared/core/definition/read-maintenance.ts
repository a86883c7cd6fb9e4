import * as v from 'valibot'

import type { MaintenanceWindow } from '../maintenance/window.ts'
import type { Problem } from './monitor.ts'
import { problemOf } from './fields/fields.ts'
import { maintenanceField } from './fields/maintenance-field.ts'

/** The windows of the field `maintenance` alone, or every mistake in it, its path from there on: `[2].zone`, or empty. */
export function readMaintenance(
  written: unknown,
): { ok: true; windows: readonly MaintenanceWindow[] } | { ok: false; problems: readonly Problem[] } {
  const parsed = v.safeParse(maintenanceField, written)
  return parsed.success
    ? { ok: true, windows: parsed.output }
    : { ok: false, problems: parsed.issues.map(problemOf) }
}
