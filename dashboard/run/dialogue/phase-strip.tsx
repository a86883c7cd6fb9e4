import { span } from '../../../shared/core/wording/words/figures.ts'
import type { Axis } from './axis.ts'
import { type Drawing, barClass } from './drawing.ts'
import type { PhaseSpan } from './timeline.ts'

const LANES = [
  ['smtp', 'SMTP'],
  ['mailbox', 'Mailbox'],
] as const

/** The phases across, as long as they took; pauses are folded as below. Where it is narrow, each is a button too. */
export function PhaseStrip({ drawing }: { drawing: Drawing }) {
  const { axis, chosen, choose } = drawing
  return (
    <div class="phase-strip">
      {LANES.map(([lane, name]) => (
        <div key={lane} class="strip-lane" aria-hidden="true">
          <span class="strip-name">{name}</span>
          <span class="strip-bars">
            {axis.spans
              .filter((one) => one.lane === lane)
              .map((one) => (
                <span
                  key={`${one.key} ${one.first}`}
                  class={`strip-bar ${barClass(one, drawing)}`}
                  style={placeOf(one, axis)}
                  title={`${one.name} ${span(one.ms)}`}
                  onClick={() => choose(one.key)}
                />
              ))}
          </span>
        </div>
      ))}
      <ul class="strip-phases" aria-label="Phases">
        {inOrder(axis.spans).map((one) => (
          <li key={one.key}>
            <button type="button" aria-pressed={chosen === one.key} onClick={() => choose(one.key)}>
              <span class="faint">{one.lane === 'smtp' ? 'S' : 'M'}</span> {one.name} <b>{span(one.ms)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Each phase once, as it was at last. */
function inOrder(spans: readonly PhaseSpan[]): PhaseSpan[] {
  const last = new Map(spans.map((one) => [one.key, one]))
  return [...last.values()]
}

function placeOf({ first, last }: PhaseSpan, { places }: Axis) {
  const from = places[Math.max(0, first - 1)] ?? 0
  const to = places[last] ?? 1
  return { insetInlineStart: `${from * 100}%`, inlineSize: `${Math.max(0, to - from) * 100}%` }
}
