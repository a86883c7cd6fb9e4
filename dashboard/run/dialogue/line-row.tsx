import { type Drawing, classes, isFound, phaseOf } from './drawing.ts'
import { Lanes } from './lanes.tsx'
import { LongText } from './long-text.tsx'
import type { Row } from './rows.ts'

const SAID = { client: ['→', 'sent'], server: ['←', 'received'], note: ['', 'note'] } as const
const OF = { smtp: ['S', 'SMTP'], mailbox: ['M', 'Mailbox'], run: ['', 'Run'] } as const
/** What a pause takes of the height, in px, at the most. */
const MOST_SPACE = 20

/** One line at its place on the axis, with the phases that are under way beside it. */
export function LineRow({ row, drawing }: { row: Row & { kind: 'line' }; drawing: Drawing }) {
  const { line, at, pauseMs } = row
  const { axis, marks, find, chosen, choose } = drawing
  const { dialogue, side, atMs, text, index } = line
  const [arrow, how] = SAID[side]
  const [mark, where] = OF[dialogue]
  const isDecided = marks.decided === index
  const differs = marks.differing?.has(index) === true
  const time = seconds(atMs)
  const isSameTime = seconds(axis.lines[at - 1]?.atMs ?? -1) === time
  return (
    <li
      class={classes({
        [`line line-${dialogue} line-${side}`]: true,
        'line-lit': chosen === phaseOf(line),
        'line-found': isFound(line, find),
        'line-decided': isDecided,
        'line-good': isDecided && marks.isGood === true,
        'line-differs': differs,
      })}
      style={{ '--before': `${spaceOf(pauseMs)}px` }}
      onClick={() => dialogue !== 'run' && getSelection()?.isCollapsed !== false && choose(phaseOf(line))}
    >
      <button
        type="button"
        class="line-at"
        tabIndex={isDecided || (marks.decided === undefined && at === 0) ? 0 : -1}
        aria-label={`${time} s${line.phase === '' ? '' : `, ${line.phase}`}`}
      >
        {isSameTime ? '' : time}
      </button>
      <span class="line-mark" aria-hidden="true">
        {mark}
      </span>
      <span class="line-text">
        <span class="unseen">{`${where}, ${how}: `}</span>
        <span class="line-arrow" aria-hidden="true">
          {arrow}
        </span>
        <LongText text={text} find={find} />
        {isDecided && <span class="line-tag">{marks.tag ?? 'decided'}</span>}
        {differs && <span class="unseen"> (differs from the last good run)</span>}
      </span>
      <Lanes at={at} drawing={drawing} />
    </li>
  )
}

function seconds(atMs: number): string {
  return (atMs / 1000).toFixed(3)
}

/** Pauses are seen in the distance of lines: 20 ms or less are none, 2 s are the most. */
function spaceOf(pauseMs: number): number {
  return Math.round(Math.min(MOST_SPACE, Math.max(0, Math.log10(pauseMs / 20) * (MOST_SPACE / 2))))
}
