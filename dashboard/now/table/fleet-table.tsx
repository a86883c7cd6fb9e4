import { useRef, useState } from 'preact/hooks'

import type { MonitorNow } from '../../api/answers.ts'
import { GroupRow } from './group-row.tsx'
import { MonitorRow } from './monitor-row.tsx'
import { MonitorStrip } from './monitor-strip.tsx'
import { moveByRow } from './move-by-row.ts'
import { type Row, holding } from './rows.ts'
import { type StripSpan, spanWords } from './strip-span.ts'
import { useHeld } from './use-held.ts'
import { useRowWindow } from './use-row-window.ts'
import { useStrips } from './use-strips.ts'

interface FleetTableProps {
  rows: readonly Row[]
  span: StripSpan
  hasLocations: boolean
  hasTests: boolean
  /** Groups that are open, by a member. */
  open: ReadonlySet<string>
}

/** Every row by its place; of many only those in view are in the document. */
export function FleetTable({ rows: inOrder, span, open, ...shown }: FleetTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [opened, setOpened] = useState<string>()
  const { held, handlers } = useHeld()
  const rows = holding(inOrder, held)
  const { first, end, rowHeight } = useRowWindow(rows.length, body)
  const inView = rows.slice(first, end)
  const daysOf = useStrips(
    inView.flatMap((row) => (row.kind === 'monitor' ? [row.id] : [])),
    span,
  )
  const heads = headsOf(span, shown)
  const rowOf = (row: Row, index: number) => {
    if (row.kind === 'group')
      return <GroupRow key={row.id} row={row} index={index} columns={heads.length - 1} open={open} />
    const { monitor, isMember } = row
    return (
      <MonitorRow
        key={row.id}
        {...{ monitor, index, isMember, ...shown }}
        isOpen={opened === row.id}
        toggle={() => setOpened(opened === row.id ? undefined : row.id)}
        strip={stripOf(monitor)}
      />
    )
  }
  const stripOf = (monitor: MonitorNow) => {
    const days = daysOf(monitor.monitorId)
    return <MonitorStrip monitor={monitor} span={span} {...(days && { days })} />
  }
  return (
    <table role="table" class="fleet" aria-rowcount={rows.length + 1} aria-label="Monitors">
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {heads.map(([name, head]) => (
            <th role="columnheader" scope="col" key={name} class={`h-${name}`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" ref={body} onKeyDown={moveByRow} {...handlers}>
        <Gap rows={first} rowHeight={rowHeight} />
        {inView.map((row, index) => rowOf(row, first + index))}
        <Gap rows={rows.length - end} rowHeight={rowHeight} />
      </tbody>
    </table>
  )
}

/** Columns by the names that their cells and widths go by. */
function headsOf(span: StripSpan, { hasLocations }: Pick<FleetTableProps, 'hasLocations'>) {
  return [
    ['health', 'Health'],
    ['name', 'Monitor'],
    ['since', 'Since'],
    ...(hasLocations ? [['location', 'Location'] as const] : []),
    ['trip', 'Round trip'],
    ['strip', spanWords(span)],
    ['last', 'Last run'],
    ['test', <span class="unseen">Test</span>],
    ['toggle', <span class="unseen">More</span>],
  ] as const
}

/** In place of rows that are not in the document. */
function Gap({ rows, rowHeight }: { rows: number; rowHeight: number }) {
  return rows > 0 ? <tr class="gap" aria-hidden="true" style={{ height: `${rows * rowHeight}px` }} /> : null
}
