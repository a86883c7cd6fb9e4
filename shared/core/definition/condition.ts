import { readInstant } from './fields/instant.ts'
import type { DefinitionSource, Monitor, Problem } from './monitor.ts'
import { type Known, parseMonitor } from './parse-monitor.ts'
import { isPausedAsWritten } from './paused.ts'
import type { EpochMs } from '../time/units.ts'

/** What a row's schedule does, from the row alone: whether mail comes through is another question. */
export interface Condition {
  kind: 'enabled' | 'paused' | 'disabled'
  /** When a pause ends. */
  pausedUntil?: EpochMs
  /** The monitor, or what keeps the row from being one. */
  monitor?: Monitor
  problems: readonly Problem[]
}

/**
 * `disabled` is what `enabled: false` says, `paused` what `pausedUntil` says of `now`; either can be said of
 * a row with mistakes too. Of what stands beside the row only the sender is looked at.
 */
export function conditionOf(
  definition: Readonly<Record<string, unknown>>,
  source: DefinitionSource,
  now: EpochMs,
  { builtInSender }: Pick<Known, 'builtInSender'> = {},
): Condition {
  const parsed = parseMonitor(definition, source, { builtInSender })
  const found = parsed.ok ? { monitor: parsed.monitor, problems: [] } : { problems: parsed.problems }
  if (definition.enabled === false) return { kind: 'disabled', ...found }
  const until = readInstant(definition.pausedUntil)
  if (!until.ok || !isPausedAsWritten(definition, now)) return { kind: 'enabled', ...found }
  return { kind: 'paused', pausedUntil: until.value, ...found }
}
