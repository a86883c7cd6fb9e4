import { span } from '../../shared/core/wording/words/figures.ts'
import type { MonthReport } from '../api/answers.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { type HourColumn, clockHour, hourColumns, hourWords, hoursSentence, shareText } from './hours.ts'
import type { ReportQuery } from './question.ts'
import { TableHeading } from './table-heading.tsx'

interface Figure {
  hours: NonNullable<MonthReport['hours']>
  zone: string
  query: ReportQuery
}

/** Px of the drawings; the width is stretched to what there is. */
const [WIDE, HIGH] = [40, 64]

/** The 24 hours of the day: what failed above, how long round trips took below; a table of the same behind it. */
export function HoursFigure({ hours, zone, query }: Figure) {
  const { columns, mostFailed, slowestMs } = hourColumns(hours)
  return (
    <section aria-labelledby="hours">
      <TableHeading id="hours" title="Hours of the day" table="hours" query={query} />
      <figure class="hours">
        <figcaption>
          {hoursSentence(hours)} <span class="quiet">Hours of {zone}.</span>
        </figcaption>
        <Lane top={mostFailed > 0 ? `${shareText(mostFailed)} of runs failed` : ''} columns={columns}>
          {({ failedHeight }) => [{ kind: 'failed', height: failedHeight }]}
        </Lane>
        <Lane top={slowestMs > 0 ? span(slowestMs) : ''} columns={columns}>
          {({ p50Height, p95Height }) => [
            { kind: 'p95', height: p95Height },
            { kind: 'p50', height: p50Height },
          ]}
        </Lane>
        <ol class="hours-axis" aria-hidden="true">
          {columns.map(({ hour }) => (
            <li key={hour}>{hour}</li>
          ))}
        </ol>
        <p class="quiet hours-legend">
          <i class="failed" /> share of runs that failed <i class="p50" /> round trip, p50 <i class="p95" />{' '}
          p95
        </p>
        <FigureTable
          caption="Hours of the day"
          head={['Hour', 'Failed', 'Runs', 'p50, ms', 'p95, ms']}
          rows={() => columns.map(rowOf)}
          file="hours-of-day.csv"
        />
      </figure>
    </section>
  )
}

interface LaneProps {
  /** What the top of its scale means. */
  top: string
  columns: readonly HourColumn[]
  /** The bars of one hour, the rear one first. */
  children: (column: HourColumn) => readonly { kind: string; height: number }[]
}

function Lane({ top, columns, children }: LaneProps) {
  return (
    <div class="hour-lane" aria-hidden="true">
      <span>{top}</span>
      <svg viewBox={`0 0 ${24 * WIDE} ${HIGH}`} preserveAspectRatio="none">
        {columns.map((column) => (
          <g key={column.hour}>
            <title>{hourWords(column)}</title>
            <rect class="ground" x={column.hour * WIDE} width={WIDE} height={HIGH} />
            {children(column).map(({ kind, height }) => {
              const high = height > 0 ? Math.max(3, height * HIGH) : 0
              return (
                <rect
                  key={kind}
                  class={kind}
                  x={column.hour * WIDE + 4}
                  y={HIGH - high}
                  width={WIDE - 8}
                  height={high}
                />
              )
            })}
          </g>
        ))}
      </svg>
    </div>
  )
}

function rowOf({ hour, failed, runs, p50Ms, p95Ms }: HourColumn) {
  return [clockHour(hour), failed, runs, wholeMs(p50Ms), wholeMs(p95Ms)]
}

function wholeMs(ms: number | undefined) {
  return ms === undefined ? '' : Math.round(ms)
}
