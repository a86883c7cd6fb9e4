import { goalWords } from '../../../shared/core/history/views/goal.ts'
import { monthsOfAll } from '../../../shared/app/history/views/months-of-all.ts'
import { type IsoMonth, isoDayOf, monthOf } from '../../../shared/core/time/iso-day.ts'
import { span } from '../../../shared/core/wording/words/figures.ts'
import type { EpochMs } from '../../../shared/core/time/units.ts'
import type { MonthOrSpanFlags } from '../../arguments/span-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { type Viewing, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { type Column, nameColumn, pipedMs, printColumns } from '../../terminal/columns.ts'
import { writeLine, writeRemark } from '../../terminal/words.ts'
import type { AvailabilityFlags } from './availability-flags.ts'

type Months = Awaited<ReturnType<typeof monthsOfAll>>
type Row = Months['monitors'][number]

const NIGHTLY = 'Updated each night at 00:30 UTC; "availability MONITOR" includes today.'

/** One month, in UTC, of every monitor. */
export async function monthOfAll(
  viewing: Viewing,
  flags: AvailabilityFlags,
  goal: number | undefined,
  surroundings: Surroundings,
): Promise<number> {
  const { out, clock } = surroundings
  const month = monthOfFlags(flags, clock.now())
  const answer = await monthsOfAll([month], viewing.ports)
  if (flags.json) {
    printJson(out, 'roundtrip.months/1', { ...answer, ...(goal !== undefined && { goal }) })
    return 0
  }
  writeViewHeading(viewing, surroundings, `${month} in UTC`)
  const total = answer.total[month]
  if (out.isTerminal && total) {
    writeRemark(out, `${total.availabilityText}, ${total.runs - total.ok} of ${total.runs} runs failed`)
    if (goal !== undefined) writeRemark(out, goalWords(total, goal))
    writeLine(out)
  }
  printColumns(out, columns(month, answer.monitors), answer.monitors)
  if (out.isTerminal) writeRemark(out, NIGHTLY, 'dim')
  return 0
}

/** Throws `UsageError` where more than a month is asked for. */
export function monthOfFlags(flags: MonthOrSpanFlags & { by?: string | undefined }, now: EpochMs): IsoMonth {
  for (const option of ['since', 'until', 'from', 'to', 'by'] as const) {
    if (flags[option] !== undefined) throw new UsageError(`--${option} needs a MONITOR`)
  }
  return flags.month ?? monthOf(isoDayOf(now))
}

function columns(month: string, monitors: readonly Row[]): Column<Row>[] {
  const of = ({ months }: Row) => months[month]
  const count = (name: string, value: (sum: NonNullable<ReturnType<typeof of>>) => number): Column<Row> => ({
    name,
    shown: (row) => {
      const sum = of(row)
      return sum ? value(sum).toLocaleString('en') : ''
    },
    piped: (row) => {
      const sum = of(row)
      return sum && value(sum)
    },
  })
  return [
    { name: 'MONITOR', shown: ({ monitorId }) => monitorId },
    nameColumn(monitors),
    {
      name: 'AVAILABILITY',
      shown: (row) => of(row)?.availabilityText ?? '-',
      piped: (row) => of(row)?.availability,
    },
    count('RUNS', ({ runs }) => runs),
    count('FAILED', ({ runs, ok }) => runs - ok),
    {
      name: 'DOWN',
      shown: (row) => (of(row)?.downMs ? span(of(row)?.downMs) : ''),
      piped: (row) => pipedMs(of(row)?.downMs),
      spare: 4,
    },
    { ...count('INCIDENTS', ({ incidents }) => incidents), spare: 3 },
    { name: 'COUNTED UNTIL', shown: ({ lastDay }) => lastDay ?? 'no night yet', spare: 2 },
  ]
}
