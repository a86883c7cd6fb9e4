import type { MonitorSummary } from '../../../core/history/summary.ts'

export interface SummaryStore {
  findSummary(monitorId: string): Promise<MonitorSummary | undefined>
  /** Those that there are and that can be read, by monitor; may lag by a moment. */
  findSummaries(monitorIds: readonly string[]): Promise<ReadonlyMap<string, MonitorSummary>>
  /** Puts it if the stored version is `summary.version - 1` (0: none is stored). */
  putSummary(summary: MonitorSummary): Promise<boolean>
}
