import { span } from '../../../shared/core/wording/words/figures.ts'
import { type Drawing, barClass } from './drawing.ts'
import type { PhaseSpan } from './timeline.ts'

/** The phases under way beside a line: a bar each, with its name where it begins. */
export function Lanes({ at, drawing }: { at: number; drawing: Drawing }) {
  const { beside } = drawing.axis
  return (
    <>
      {[beside.smtp[at], beside.mailbox[at]].map(
        (one) => one && <Lane key={one.lane} span={one} at={at} drawing={drawing} />,
      )}
    </>
  )
}

function Lane({ span: one, at, drawing }: { span: PhaseSpan; at: number; drawing: Drawing }) {
  const { lane, key, name, ms, isUnknown, first, last } = one
  const ends = `${at === first ? ' lane-first' : ''}${at === last ? ' lane-last' : ''}`
  return (
    <>
      <span class={`lane lane-${lane} ${barClass(one, drawing)}${ends}`} aria-hidden="true" />
      {at === first && (
        <button
          type="button"
          class={`lane-name lane-name-${lane}`}
          aria-pressed={drawing.chosen === key}
          onClick={(event) => {
            event.stopPropagation()
            drawing.choose(key)
          }}
        >
          <span>{name}</span> {!isUnknown && <b>{span(ms)}</b>}
        </button>
      )}
    </>
  )
}
