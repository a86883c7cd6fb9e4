import { useMemo } from 'preact/hooks'

import { HOUR, MINUTE, isoInstant } from '../../../shared/core/time/units.ts'
import { span as spanWords } from '../../../shared/core/wording/words/figures.ts'
import { withQuery } from '../../address/address.ts'
import type { MonitorView } from '../../api/answers.ts'
import { reads } from '../../api/reads.ts'
import { useHeldAnswer } from '../../api/use-held-answer.ts'
import { SPANS } from '../span/shown-span.ts'

const ASKED = { '24h': 'Last 24 h', '7d': '7 days', '30d': '30 days', '90d': '90 days' } as const

/** Availability over four spans, each with how many runs failed and what round trips took. */
export function Facts({ view }: { view: MonitorView }) {
  return (
    <ul class="facts-row">
      {(Object.keys(ASKED) as (keyof typeof ASKED)[]).map((name) => (
        <Fact key={name} view={view} name={name} />
      ))}
    </ul>
  )
}

function Fact({ view, name }: { view: MonitorView; name: keyof typeof ASKED }) {
  const hour = Math.floor(Date.parse(view.at) / HOUR)
  const from = useMemo(() => isoInstant(Date.parse(view.at) - SPANS[name]), [view.lastRunAt, hour])
  const read = reads.availability(view.monitorId, { from, by: 'reason' })
  const { data } = useHeldAnswer({ ...read, everyMs: 5 * MINUTE })
  const total = data?.total
  return (
    <li>
      <a href={withQuery({ span: name, from: undefined, to: undefined })}>{ASKED[name]}</a>
      <strong>{total ? (total.runs === 0 ? 'no runs' : total.availabilityText) : ' '}</strong>
      <span>{total ? `${total.failed} of ${total.runs.toLocaleString('en-GB')} failed` : ' '}</span>
      <span>
        {total?.p50Ms === undefined ? ' ' : `median ${spanWords(total.p50Ms)}, p95 ${spanWords(total.p95Ms)}`}
      </span>
    </li>
  )
}
