import type { AvailabilityRow, ReasonRow } from '../../../shared/app/history/views/availability.ts'
import type { Figures } from '../../../shared/core/history/views/figures.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import { type Column, pipedInstant, pipedMs } from '../../terminal/columns.ts'

/** Figures of an hour, a day or a month, one a row. */
export function spanColumns(
  rows: readonly AvailabilityRow[],
  by: 'hour' | 'day' | 'month',
): Column<AvailabilityRow>[] {
  return [
    {
      name: by.toUpperCase(),
      shown: ({ name }) => name.replace('T', ' ') + (by === 'hour' ? ':00' : ''),
      piped: ({ from }) => pipedInstant(from),
    },
    ...figuresColumns(rows, ({ figures }) => figures),
  ]
}

export function locationColumns(
  rows: readonly (readonly [string, Figures])[],
): Column<readonly [string, Figures]>[] {
  return [
    { name: 'LOCATION', shown: ([location]) => location },
    ...figuresColumns(rows, ([, figures]) => figures),
  ]
}

export function reasonColumns(): Column<ReasonRow>[] {
  return [
    { name: 'RUNS', shown: ({ runs }) => String(runs) },
    { name: 'REASON', shown: ({ reason }) => reason },
    { name: 'WHAT', shown: ({ words }) => words, isProse: true },
  ]
}

function figuresColumns<Item>(rows: readonly Item[], of: (item: Item) => Figures): Column<Item>[] {
  const count = (name: string, value: (figures: Figures) => number): Column<Item> => ({
    name,
    shown: (item) => value(of(item)).toLocaleString('en'),
    piped: (item) => value(of(item)),
  })
  /** A person is spared a column of zeros. */
  const some = (name: string, spare: number, value: (figures: Figures) => number): Column<Item> => ({
    ...count(name, value),
    spare,
    isHidden: rows.every((row) => value(of(row)) === 0),
  })
  const trip = (
    name: string,
    spare: number,
    value: (figures: Figures) => number | undefined,
  ): Column<Item> => ({
    name,
    spare,
    shown: (item) => (value(of(item)) === undefined ? '' : span(value(of(item)))),
    piped: (item) => pipedMs(value(of(item))),
  })
  return [
    {
      name: 'AVAILABILITY',
      shown: (item) => of(item).availabilityText,
      piped: (item) => of(item).availability,
    },
    count('RUNS', ({ runs }) => runs),
    count('FAILED', ({ failed }) => failed),
    some('LATE', 4, ({ late }) => late),
    some('SLOW', 3, ({ slow }) => slow),
    some('MAINTENANCE', 2, ({ maintenance }) => maintenance),
    some('INCONCLUSIVE', 1, ({ inconclusive }) => inconclusive),
    trip('MEDIAN', 6, ({ p50Ms }) => p50Ms),
    trip('95 %', 5, ({ p95Ms }) => p95Ms),
  ]
}
