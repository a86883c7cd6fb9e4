import { span } from '../../../shared/core/wording/words/figures.ts'
import { type Drawing, barClass } from './drawing.ts'
import type { Row } from './rows.ts'

interface Fold {
  row: Exclude<Row, { kind: 'line' }>
  drawing: Drawing
  open: (at: number) => void
}

/** Time in which nothing was said, or in which nothing was found. */
export function FoldRow({ row, drawing, open }: Fold) {
  return (
    <li class="line line-fold">
      <span class="fold">
        {row.kind === 'pause' ? (
          <span>… {span(row.ms)}</span>
        ) : (
          <button type="button" onClick={() => open(row.at)}>
            … {span(row.ms)}, {row.looks === 1 ? '1 look' : `${row.looks} looks`}
            <span class="unseen"> that found nothing: show the lines</span>
          </button>
        )}
      </span>
      <Passing at={row.at} drawing={drawing} />
    </li>
  )
}

/** Phases that are under way before a fold and after it. */
function Passing({ at, drawing }: { at: number; drawing: Drawing }) {
  const { beside } = drawing.axis
  return (
    <>
      {[beside.smtp, beside.mailbox].map((lane) => {
        const one = lane[at]
        return one && one === lane[at - 1] ? (
          <span key={one.lane} class={`lane lane-${one.lane} ${barClass(one, drawing)}`} aria-hidden="true" />
        ) : null
      })}
    </>
  )
}
