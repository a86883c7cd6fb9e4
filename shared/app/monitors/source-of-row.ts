import type { DefinitionSource } from '../../core/definition/monitor.ts'
import type { RulesPorts, WrittenRow } from '../ports/run-ports.ts'

/** What decides which references a row may hold, and what is known of where its monitor runs and sends. */
export type RowSources = Pick<
  RulesPorts,
  'definitionSource' | 'isOwn' | 'knownLocations' | 'builtInSender' | 'senderOf'
>

/** Which fields and references the row may hold: those of a file, if it says what the user's own file says. */
export function sourceOfRow(row: WrittenRow, { definitionSource, isOwn }: RowSources): DefinitionSource {
  return isOwn?.(row) ? 'file' : definitionSource
}
