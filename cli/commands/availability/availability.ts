import { goalWords } from '../../../shared/core/history/views/goal.ts'
import {
  type Availability,
  SpanTooLong,
  availability as availabilityView,
} from '../../../shared/app/history/views/availability.ts'
import { DAY, type EpochMs } from '../../../shared/core/time/units.ts'
import type { Now } from '../../arguments/read-times.ts'
import { spanIn } from '../../arguments/span-flags.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import { rowOf } from '../../opened/refusals.ts'
import { type Viewing, onView, writeViewHeading } from '../../opened/on-view.ts'
import type { Surroundings } from '../../surroundings.ts'
import { printJson } from '../../terminal/answer.ts'
import { clockTime } from '../../terminal/clock-words.ts'
import { printColumns } from '../../terminal/columns.ts'
import { writeLine, writeRemark } from '../../terminal/words.ts'
import { figuresLine } from '../show/show-monitor.ts'
import { locationColumns, reasonColumns, spanColumns } from './availability-columns.ts'
import type { AvailabilityFlags } from './availability-flags.ts'
import { monthOfAll } from './month-of-all.ts'

/** Where neither month nor time is given. */
const DEFAULT_DAYS = 30

export const availability = onView(
  async (viewing, surroundings: Surroundings, flags: AvailabilityFlags, monitorId?: string) => {
    const { goal } = flags
    if (monitorId === undefined) return monthOfAll(viewing, flags, goal, surroundings)
    const { ports, zone, opened } = viewing
    const { out, clock } = surroundings
    const question = { ...wholeSpan(flags, { now: clock.now(), zone }), by: flags.by ?? 'day', zone }
    const answer = await availabilityView(monitorId, question, ports).catch((error: unknown) => {
      throw error instanceof SpanTooLong ? new UsageError(`--since: ${error.message}`) : error
    })
    if (answer.total.runs === 0) await rowOf(monitorId, opened)
    if (flags.json)
      printJson(out, 'roundtrip.availability/1', { ...answer, ...(goal !== undefined && { goal }) })
    else print(answer, goal, viewing, surroundings)
    return 0
  },
)

/** Throws `UsageError`. */
function wholeSpan(flags: AvailabilityFlags, here: Now): { from: EpochMs; to: EpochMs } {
  const { from = here.now - DEFAULT_DAYS * DAY, until = here.now } = spanIn(flags, here)
  // Of a month that goes on, what there is of it.
  return { from, to: flags.month === undefined ? until : Math.min(until, Math.max(here.now, from + 1)) }
}

function print(
  answer: Availability,
  goal: number | undefined,
  viewing: Viewing,
  surroundings: Surroundings,
): void {
  const { out } = surroundings
  const { monitorId, total, from, to, by, zone } = answer
  writeViewHeading(viewing, surroundings, monitorId)
  if (out.isTerminal) {
    writeRemark(out, `${clockTime(from, zone)} to ${clockTime(to, zone)}: ${figuresLine(total)}`)
    if (goal !== undefined) writeRemark(out, goalWords(total, goal))
    writeLine(out)
  }
  switch (by) {
    case 'reason':
      printColumns(out, reasonColumns(), answer.reasons)
      break
    case 'location':
      printColumns(out, locationColumns(Object.entries(answer.locations)), Object.entries(answer.locations))
      break
    case 'hour':
    case 'day':
    case 'month':
      printColumns(out, spanColumns(answer.rows, by), answer.rows)
      break
    default:
      by satisfies never
  }
}
