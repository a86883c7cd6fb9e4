import { useMemo, useState } from 'preact/hooks'

import { DAY } from '../../../shared/core/time/units.ts'
import type { Availability } from '../../api/answers.ts'
import { FigureTable } from '../../parts/figure-table.tsx'
import { now } from '../../parts/now-ticks.ts'
import { Steered } from '../../parts/steered.tsx'
import { dayOf, minuteOf, shortTime } from '../../parts/times.ts'
import { zone } from '../../shell/taste.ts'
import { timeTicks } from '../chart/time-scale.ts'
import type { ShownSpan } from '../span/shown-span.ts'
import { CELL, type HistoryColumn, columnAt, historyColumns } from './history-columns.ts'

const HEIGHT = 32

interface Told {
  monitorId: string
  history: Availability
  span: ShownSpan
  show(span: ShownSpan): void
}

/** What part of the runs failed, hour by hour or day by day; a click shows one of them in every chart. */
export function History({ monitorId, history, span, show }: Told) {
  const columns = useMemo(() => historyColumns(history, HEIGHT), [history])
  const [current, setCurrent] = useState(-1)
  const column = columns[current]
  const step = (by: number) => () =>
    setCurrent(Math.min(columns.length - 1, Math.max(0, current < 0 ? columns.length - 1 : current + by)))
  const zoomTo = ({ from, to }: HistoryColumn) => show({ from, to })
  const indexAt = (event: { clientX: number; currentTarget: Element }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return columnAt(columns, (event.clientX - left) / width)
  }
  return (
    <figure class="history">
      <figcaption>{captionOf(history)}</figcaption>
      <div class="history-columns" style={{ height: `${HEIGHT}px` }}>
        <div class="history-bars" aria-hidden="true">
          {columns.map(({ from, kind, red, amber }, index) => (
            <span key={from} class={`history-${kind}${index === current ? ' is-current' : ''}`}>
              {amber > 0 && (
                <i
                  class="history-slow"
                  style={{ height: `${amber}px`, bottom: `${HEIGHT * CELL - amber}px` }}
                />
              )}
              {red > 0 && <i class="history-failed" style={{ height: `${red}px` }} />}
            </span>
          ))}
        </div>
        <Part history={history} span={span} />
        <Steered
          name={`Availability by ${history.by}`}
          help="Left and right: one column further; Home and End: the first and the last; Enter: show it in every chart; Escape: leave."
          said={column ? wordsOf(column) : ''}
          keys={{
            ArrowLeft: step(-1),
            ArrowRight: step(1),
            Home: () => setCurrent(0),
            End: () => setCurrent(columns.length - 1),
            Enter: () => column && zoomTo(column),
          }}
          onPointerMove={(event) => setCurrent(indexAt(event))}
          onPointerLeave={() => setCurrent(-1)}
          onClick={(event) => {
            const clicked = columns[indexAt(event)]
            if (clicked) zoomTo(clicked)
          }}
        />
      </div>
      <Ticks history={history} />
      <p class="readout" aria-hidden="true">
        {column ? wordsOf(column) : `Choose ${history.by === 'hour' ? 'an hour' : 'a day'} to see its runs.`}
      </p>
      <FigureTable
        caption={`Availability by ${history.by}`}
        head={[
          'From (UTC)',
          'To (UTC)',
          'Availability',
          'Runs',
          'Failed',
          'Slow',
          'In maintenance',
          'Median, ms',
          'p95, ms',
        ]}
        rows={() =>
          history.rows
            .toReversed()
            .map(({ from, to, figures: f }) => [
              ...[from, to, f.availabilityText, f.runs, f.failed, f.slow, f.maintenance],
              ...[f.p50Ms, f.p95Ms].map((ms) => ms && Math.round(ms)),
            ])
        }
        file={`${monitorId}-availability.csv`}
      />
    </figure>
  )
}

/** Where the other charts look, if that is only a part of this. */
function Part({ history, span }: Pick<Told, 'history' | 'span'>) {
  const [from, to] = [Date.parse(history.from), Date.parse(history.to)]
  const at = (instant: number) => Math.min(1, Math.max(0, (instant - from) / (to - from))) * 100
  if (at(span.to) - at(span.from) > 99) return null
  return (
    <span
      class="history-part"
      aria-hidden="true"
      style={{ left: `${at(span.from)}%`, right: `${100 - at(span.to)}%` }}
    />
  )
}

function Ticks({ history }: Pick<Told, 'history'>) {
  const [from, to] = [Date.parse(history.from), Date.parse(history.to)]
  return (
    <div class="history-ticks" aria-hidden="true">
      {timeTicks({ from, to }, zone.value, 7).map(({ at, label }) => (
        <span key={at} style={{ left: `${((at - from) / (to - from)) * 100}%` }}>
          {label}
        </span>
      ))}
    </div>
  )
}

function wordsOf({ from, to, kind, runs, failed, text }: HistoryColumn): string {
  const when =
    to - from > DAY / 2
      ? dayOf(from, zone.value)
      : `${shortTime(from, now.value, zone.value)} to ${minuteOf(to, zone.value)}`
  if (kind === 'none') return `${when}: no runs`
  if (kind === 'maintenance') return `${when}: in maintenance`
  return `${when}: ${text}, ${failed} of ${runs} failed`
}

function captionOf({ total, reasons }: Availability): string {
  if (total.runs === 0) return 'Availability: no runs in this time range.'
  const whole = `${total.availabilityText} of ${total.runs.toLocaleString('en-GB')} runs were OK`
  if (total.failed === 0) return `${whole}.`
  const why = reasons.slice(0, 3).map(({ words, runs }) => `${words} (${runs})`)
  return `${whole}, ${total.failed} failed${why.length > 0 ? `: ${why.join(', ')}` : ''}.`
}
