import type { ToldAlert } from '../../../core/judging/told-alert.ts'
import type { EpochMs } from '../../../core/time/units.ts'

/** The trail of alerts that were told; kept as long as results are. */
export interface ToldStore {
  /** One more each time that an alert is told. */
  putTold(told: ToldAlert): Promise<void>
  /** Of one monitor, told at or after `from` and before `before`, newest first, page by page. */
  findTold(monitorId: string, span: { from: EpochMs; before: EpochMs }): AsyncIterable<ToldAlert>
}
