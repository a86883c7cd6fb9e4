import { useEffect, useMemo, useRef, useState } from 'preact/hooks'

import { address, setQuery } from '../../address/address.ts'
import type { Axis } from './axis.ts'
import { type Drawing, type Marks, classes, isFound } from './drawing.ts'
import { FoldRow } from './fold-row.tsx'
import { LineRow } from './line-row.tsx'
import { moveBetweenLines, toMiddle } from './move.ts'
import { PhaseStrip } from './phase-strip.tsx'
import { type Row, unfolded } from './rows.ts'
import { wraps } from './wraps.ts'

interface Dialogues {
  axis: Axis
  marks?: Marks
  /** What is looked for. */
  find?: string
  /** Lines are still coming: the newest stay in view. */
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
  const parts = useMemo(() => {
    const isOpen = (at: number, to: number) =>
      opened.has(at) || axis.lines.slice(at, to).some((line) => isFound(line, find))
    return partsOf(unfolded(axis.rows, axis.lines, isOpen))
  }, [axis, opened, find])
  useEffect(() => toMiddle(lines.current, '.line-decided'), [marks.decided])
  useEffect(() => {
    if (follows) toMiddle(lines.current, '.dialogue-part:last-child > :last-child')
  }, [follows, axis])
  const choose = (phase: string) => setQuery({ phase: phase === chosen ? undefined : phase })
  const drawing = { axis, marks, find, chosen, choose }
  const open = (at: number) => setOpened(new Set([...opened, at]))
  return (
    <div class={classes({ dialogue: true, unwrapped: !wraps.value })}>
      <PhaseStrip drawing={drawing} />
      <div class="dialogue-heads" aria-hidden="true">
        <span>SMTP server</span>
        <span>seconds</span>
        <span>Mailbox server</span>
      </div>
      <div
        class={classes({ 'dialogue-lines': true, many: parts.length >= MANY_PARTS })}
        ref={lines}
        onKeyDown={moveBetweenLines}
      >
        {parts.map((part) => (
          <Part key={part[0]?.at} rows={part} drawing={drawing} open={open} />
        ))}
      </div>
    </div>
  )
}

interface PartProps {
  rows: readonly Row[]
  drawing: Drawing
  open: (at: number) => void
}

function Part({ rows, drawing, open }: PartProps) {
  return (
    <ol class="dialogue-part">
      {rows.map((row) =>
        row.kind === 'line' ? (
          <LineRow key={row.at} row={row} drawing={drawing} />
        ) : (
          <FoldRow key={`${row.kind} ${row.at}`} row={row} drawing={drawing} open={open} />
        ),
      )}
    </ol>
  )
}

function partsOf(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_OF_A_PART) }, (_, part) =>
    rows.slice(part * ROWS_OF_A_PART, (part + 1) * ROWS_OF_A_PART),
  )
}
