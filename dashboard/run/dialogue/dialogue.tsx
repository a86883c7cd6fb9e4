import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'

import { isSentBySes } from '../../../shared/core/run/sender/sent-by-ses.ts'
import { address, setQuery } from '../../address/address.ts'
import type { Axis } from './axis.ts'
import { type Drawing, type Marks, classes, isFound } from './drawing.ts'
import { FoldRow } from './fold-row.tsx'
import { LineRow } from './line-row.tsx'
import { isScrolledToEnd, moveBetweenLines, toMiddle } from './move.ts'
import { PhaseStrip } from './phase-strip.tsx'
import { type Row, unfolded } from './rows.ts'
import { wraps } from './wraps.ts'

interface Dialogues {
  axis: Axis
  marks?: Marks
  /** What is looked for. */
  find?: string
  /** Lines are still coming: the newest stay in view, unless somebody has scrolled back. */
  follows?: boolean
}

/** Rows that the browser lays out together, when they come into view; a few of such parts at once. */
const ROWS_OF_A_PART = 50
const MANY_PARTS = 8

/** Both dialogues of a run on one axis: sending at the left, the mailbox at the right, the phases between them. */
export function Dialogue({ axis, marks = {}, find = '', follows = false }: Dialogues) {
  const chosen = address.value.query.get('phase') ?? ''
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set())
  const lines = useRef<HTMLDivElement>(null)
  const open = openFolds(axis, opened, find).join()
  const parts = useMemo(() => {
    const folds = new Set(open.split(',').filter(Boolean).map(Number))
    return partsOf(unfolded(axis.rows, axis.lines, (at) => folds.has(at)))
  }, [axis, open])
  useEffect(() => toMiddle(lines.current, '.line-decided'), [marks.decided])
  const isAtEnd = useRef(true)
  useEffect(() => {
    if (follows && isAtEnd.current) toMiddle(lines.current, '.dialogue-part:last-child > :last-child')
  }, [follows, axis.lines.length])
  const drawing = { axis, marks, find, chosen, choose }
  const openOne = useCallback((at: number) => setOpened((before) => new Set([...before, at])), [])
  return (
    <div class={classes({ dialogue: true, unwrapped: !wraps.value })}>
      <PhaseStrip drawing={drawing} />
      <div class="dialogue-heads" aria-hidden="true">
        <span>{isSentBySes(axis.lines) ? 'Amazon SES' : 'SMTP server'}</span>
        <span>seconds</span>
        <span>Mailbox server</span>
      </div>
      <div
        class={classes({ 'dialogue-lines': true, many: parts.length >= MANY_PARTS })}
        ref={lines}
        onScroll={({ currentTarget }) => (isAtEnd.current = isScrolledToEnd(currentTarget))}
        onKeyDown={moveBetweenLines}
      >
        {parts.map((part) => (
          <Part key={part[0]?.at} rows={part} drawing={drawing} open={openOne} />
        ))}
      </div>
    </div>
  )
}

/** Where folded looks stand open: somebody opened them, or what is looked for is in them. */
function openFolds({ rows, lines }: Axis, opened: ReadonlySet<number>, find: string): number[] {
  return rows.flatMap((row) => {
    if (row.kind !== 'looks') return []
    const isFoundThere = lines.slice(row.at, row.to).some((line) => isFound(line, find))
    return opened.has(row.at) || isFoundThere ? [row.at] : []
  })
}

interface PartProps {
  rows: readonly Row[]
  drawing: Drawing
  open: (at: number) => void
}

/** Drawn again only where something in it changes: a log may have thousands of lines. */
function Part({ rows, drawing, open }: PartProps) {
  const { axis, marks } = drawing
  const { chosen, find } = useMemo(() => concerning(rows, drawing), [rows, drawing])
  return useMemo(() => {
    const here = { axis, marks, choose, chosen, find }
    return (
      <ol class="dialogue-part">
        {rows.map((row) =>
          row.kind === 'line' ? (
            <LineRow key={row.at} row={row} drawing={here} />
          ) : (
            <FoldRow key={`${row.kind} ${row.at}`} row={row} drawing={here} open={open} />
          ),
        )}
      </ol>
    )
  }, [rows, axis, marks, chosen, find, open])
}

/** What is chosen and looked for, as far as it is in these rows. */
function concerning(rows: readonly Row[], { axis, chosen, find }: Drawing): Pick<Drawing, 'chosen' | 'find'> {
  const { smtp, mailbox } = axis.beside
  const isChosen = rows.some(({ at }) => smtp[at]?.key === chosen || mailbox[at]?.key === chosen)
  const isThere = rows.some((row) => row.kind === 'line' && isFound(row.line, find))
  return { chosen: isChosen ? chosen : '', find: isThere ? find : '' }
}

/** Chooses a phase, or none if it is the one that is chosen. */
function choose(phase: string): void {
  const chosen = address.peek().query.get('phase')
  setQuery({ phase: phase === chosen ? undefined : phase })
}

function partsOf(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_OF_A_PART) }, (_, part) =>
    rows.slice(part * ROWS_OF_A_PART, (part + 1) * ROWS_OF_A_PART),
  )
}
