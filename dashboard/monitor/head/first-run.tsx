import type { MonitorView } from '../../api/answers.ts'
import { age } from '../../../shared/core/wording/words/figures.ts'
import { now } from '../../parts/now-ticks.ts'
import { secondOf } from '../../parts/times.ts'
import { zone } from '../../shell/taste.ts'

/** In place of charts, while there is nothing to show in them. */
export function FirstRun({ view: { nextRunAt } }: { view: MonitorView }) {
  if (nextRunAt === undefined) return <p class="quiet">No run is scheduled.</p>
  const at = Date.parse(nextRunAt)
  return (
    <p class="first-run">
      First run at {secondOf(at, zone.value)}
      {at > now.value ? `, in ${age(at - now.value)}.` : ': it starts now.'}
    </p>
  )
}
