import { shown } from '../../../shared/core/definition/mistakes/shown-value.ts'
import { UsageError } from '../../arguments/usage-error.ts'

/** A share from 0 to 1. Throws `UsageError`. */
export function readGoal(written: string): number {
  const percent = /^\d{1,3}(?:\.\d{1,4})?\s*%?$/.test(written) ? Number.parseFloat(written) : NaN
  if (percent > 0 && percent <= 100) return percent / 100
  throw new UsageError(`expected a percentage above 0 and at most 100, as 99.9, got ${shown(written)}`)
}

/** As `goal 99.9 %: kept, 12 more runs might have failed`. */
export function goalWords({ ok, runs }: { ok: number; runs: number }, goal: number): string {
  const percent = `${Number((goal * 100).toFixed(4))} %`
  if (runs === 0) return `goal ${percent}: no counted runs`
  const spare = Math.floor(runs * (1 - goal) + 1e-9) - (runs - ok)
  if (spare < 0) return `goal ${percent}: missed by ${-spare} ${spare === -1 ? 'run' : 'runs'}`
  return `goal ${percent}: kept, ${spare} more ${spare === 1 ? 'run' : 'runs'} could have failed`
}
