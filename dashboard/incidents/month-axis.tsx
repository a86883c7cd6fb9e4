import { DAY } from '../../shared/core/time/units.ts'
import { type Bar, barOf } from './bar.ts'

/** A month, as every row of the page has it. */
export interface Axis {
  from: number
  to: number
}

const LABELS = [1, 8, 15, 22, 29]

/** The days of the month along the top. */
export function AxisDays({ axis: { from, to } }: { axis: Axis }) {
  return (
    <span class="axis-days" aria-hidden="true">
      {LABELS.filter((day) => from + (day - 1) * DAY < to).map((day) => (
        <span key={day} style={{ insetInlineStart: `${(((day - 1) * DAY) / (to - from)) * 100}%` }}>
          {day}
        </span>
      ))}
    </span>
  )
}

/** How long something lasted, as a bar; the words beside it say the same. */
export function TimeBar({
  from,
  to,
  axis,
  isOpen,
}: {
  from: number
  to: number
  axis: Axis
  isOpen: boolean
}) {
  const bar: Bar | undefined = barOf({ from, to }, axis)
  return (
    <span class="time-bar" aria-hidden="true">
      {bar && (
        <i
          class={isOpen ? 'open' : undefined}
          style={{ insetInlineStart: `${bar.start}%`, inlineSize: `max(3px, ${bar.length}%)` }}
        />
      )}
    </span>
  )
}
