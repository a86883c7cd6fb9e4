import type { Monitor, ParsedMonitor } from '../../core/definition/monitor.ts'
import { parseMonitor } from '../../core/definition/parse-monitor.ts'
import type { RulesPorts, WrittenRow } from '../ports/run-ports.ts'
import { type RowSources, sourceOfRow } from './source-of-row.ts'

/**
 * The monitor with the server that sends for it on one machine where it names none itself, so that login, TLS and
 * words are those of that server. Where there is none, the built-in sender sends.
 */
export function withSender(monitor: Monitor, { senderOf }: Pick<RulesPorts, 'senderOf'>): Monitor {
  const smtp = monitor.smtp ?? senderOf?.(monitor)
  return smtp ? { ...monitor, smtp } : monitor
}

/** A row as its runs go by it, without a look at what else there is; undefined where it has mistakes. */
export function monitorOfRow(row: WrittenRow, ports: RowSources): Monitor | undefined {
  const parsed: ParsedMonitor = parseMonitor(row.definition, sourceOfRow(row, ports))
  return parsed.ok ? withSender(parsed.monitor, ports) : undefined
}
