import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import { value } from '../application/parameters.ts'
import { UsageError } from './usage-error.ts'

/** An option that takes a month as `2026-11`. */
export function monthFlag(brief: string) {
  return { ...value('MONTH', brief), parse: readMonth }
}

/** Throws `UsageError`. */
function readMonth(written: string): string {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(written)) return written
  throw new UsageError(`expected a month as 2026-11, got ${shown(written)}`)
}
