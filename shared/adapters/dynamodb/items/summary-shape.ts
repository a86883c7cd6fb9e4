import * as v from 'valibot'

import type { Cell } from '../../../core/history/hour-counts.ts'
import { type MonitorSummary, type MonthSum, SUMMARY_DAYS } from '../../../core/history/summary.ts'
import { isIsoDay } from '../../../core/time/iso-day.ts'
import type { Item } from '../access/table-access.ts'
import type { FieldsOf } from './run-shapes.ts'

/** Two cells an octet, the earlier one in its upper half. */
const HOUR_OCTETS = (SUMMARY_DAYS * 24) / 2

/** By nibble; one without a meaning counts as nothing. */
const CELLS: readonly (Cell | undefined)[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, undefined, 10]

const count = v.pipe(v.number(), v.integer(), v.minValue(0))

const monthSum: v.GenericSchema<unknown, MonthSum> = v.object({
  runs: count,
  ok: count,
  downMs: count,
  incidents: count,
} satisfies FieldsOf<MonthSum>)

export const summary: v.GenericSchema<unknown, MonitorSummary> = v.object({
  monitorId: v.string(),
  version: v.number(),
  lastDay: v.pipe(v.string(), v.check(isIsoDay, 'expected a day')),
  hours: v.pipe(
    v.instance(Uint8Array),
    v.check(({ length }) => length === HOUR_OCTETS, `expected ${HOUR_OCTETS} octets`),
    v.transform((octets) => Array.from(octets).flatMap((octet) => [octet >> 4, octet & 15].map(cellIn))),
  ),
  months: v.record(v.pipe(v.string(), v.regex(/^\d{4}-\d\d$/)), monthSum),
} satisfies FieldsOf<MonitorSummary>)

function cellIn(nibble: number): Cell {
  return CELLS[nibble] ?? 0
}

/** The summary as `summary` reads it. */
export function packedSummary({ hours, ...summary }: MonitorSummary): Item & { version: number } {
  const octets = Array.from(
    { length: HOUR_OCTETS },
    (_, i) => ((hours[2 * i] ?? 0) << 4) | (hours[2 * i + 1] ?? 0),
  )
  return { ...summary, hours: Uint8Array.from(octets) }
}
