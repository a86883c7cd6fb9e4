import type { Condition } from '../../../shared/core/definition/condition.ts'
import { UNTIL_RESUMED, pausedUntilText } from '../../../shared/core/definition/paused.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import { counted } from '../../terminal/counted.ts'
import type { ListedRow } from './row-json.ts'

/**
 * As `enabled`, `paused until 2026-11-24T18:00:00Z`, `misconfigured (2 mistakes), disabled`, `enabled,
 * maintenance (mute) until …`, `enabled, password for any host`.
 */
export function stateWords({ condition, maintenance, anyHost }: Omit<ListedRow, 'row'>): string {
  return [
    conditionWords(condition),
    ...(maintenance ? [`maintenance (${maintenance.mode}) until ${pausedUntilText(maintenance.until)}`] : []),
    ...(anyHost ? ['password for any host'] : []),
  ].join(', ')
}

function conditionWords({ kind, pausedUntil, problems }: Condition): string {
  const schedule = kind === 'paused' && pausedUntil !== undefined ? pauseWords(pausedUntil) : kind
  if (problems.length === 0) return schedule
  const misconfigured = `misconfigured (${counted(problems.length, 'mistake')})`
  return kind === 'enabled' ? misconfigured : `${misconfigured}, ${schedule}`
}

export function pauseWords(until: EpochMs): string {
  const text = pausedUntilText(until)
  return `paused until ${text === UNTIL_RESUMED ? 'resumed' : text}`
}
