import { span } from '../../../shared/core/wording/words/figures.ts'
import { shownText } from './shown-text.ts'
import type { Line, PhaseSpan } from './timeline.ts'

const SAID = { client: ['→', 'sent'], server: ['←', 'received'], note: ['', 'note'] } as const
const OF = { smtp: ['S', 'SMTP'], mailbox: ['M', 'Mailbox'], run: ['', 'Run'] } as const

/** One line at its place on the axis, with the phases that are under way beside it. */
export function LineRow({ line, spans, at }: { line: Line; spans: readonly PhaseSpan[]; at: number }) {
  const { dialogue, side, atMs, text } = line
  const [arrow, how] = SAID[side]
  const [mark, where] = OF[dialogue]
  return (
    <li class={`line line-${dialogue} line-${side}`}>
      <span class="line-at">{(atMs / 1000).toFixed(3)}</span>
      <span class="line-mark" aria-hidden="true">
        {mark}
      </span>
      <span class="line-text">
        <span class="unseen">{`${where}, ${how}: `}</span>
        <span class="line-arrow" aria-hidden="true">
          {arrow}
        </span>
        <bdi>{shownText(text)}</bdi>
      </span>
      {(['smtp', 'mailbox'] as const).map((lane) => {
        const one = spans.find((each) => each.lane === lane)
        return one ? <Lane key={lane} span={one} at={at} /> : null
      })}
    </li>
  )
}

function Lane({ span: { lane, key, name, ms, first, last }, at }: { span: PhaseSpan; at: number }) {
  const ends = `${at === first ? ' lane-first' : ''}${at === last ? ' lane-last' : ''}`
  return (
    <>
      <span class={`lane lane-${lane}${key === 'transit' ? ' lane-transit' : ''}${ends}`} />
      {at === first && <span class={`lane-name lane-name-${lane}`}>{`${name} ${span(ms)}`}</span>}
    </>
  )
}
