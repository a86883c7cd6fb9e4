import type { Cell } from '../../../shared/core/history/hour-counts.ts'
import type { ListedRun, MonitorNow } from '../../api/answers.ts'
import { reads } from '../../api/reads.ts'
import { useAnswer } from '../../api/use-answer.ts'
import { Strip, type StripCells } from '../../parts/strip.tsx'
import { type StripSpan, lastHours } from './strip-span.ts'

interface MonitorStripProps {
  monitor: MonitorNow
  span: StripSpan
  /** Its days, once they are here. */
  days?: StripCells
}

export function MonitorStrip({ monitor, span: { by, count }, days }: MonitorStripProps) {
  if (by === 'run') return <RunStrip monitorId={monitor.monitorId} count={count} />
  if (by === 'hour') return <Strip by={by} {...lastHours(monitor, count)} />
  return days ? <Strip by={by} {...days} /> : <span class="cell-strip" />
}

function RunStrip({ monitorId, count }: { monitorId: string; count: number }) {
  const { data } = useAnswer(reads.runs(monitorId, { limit: count }))
  const runs = (data?.items ?? []).filter(({ run }) => run.trigger !== 'on-demand').toReversed()
  const cells = runs.map(({ run }) => ({ cell: cellOf(run), worst: cellOf(run) }))
  return <Strip by="run" cells={cells} starts={runs.map(({ run }) => Date.parse(run.finishedAt))} />
}

function cellOf({ status, maintenance, slow }: ListedRun['run']): Cell {
  if (maintenance) return 8
  if (status === 90) return 10
  if (status !== 0) return 7
  return slow && slow.length > 0 ? 2 : 1
}
