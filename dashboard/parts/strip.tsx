import { HOUR } from '../../shared/core/time/units.ts'
import type { Cell } from '../../shared/core/history/hour-counts.ts'
import { zone } from '../shell/taste.ts'
import { cellWords, stripWords } from './cell-words.ts'
import { dayOf, shortTime } from './times.ts'
import { now } from './now-ticks.ts'

export interface StripCells {
  /** Oldest first. `worst`: of a day its worst hour. */
  cells: readonly { cell: Cell; worst: Cell }[]
  /** When each begins, ms. */
  starts: readonly number[]
}

const WIDTH = 180
const HEIGHT = 20
/** About what share of it failed. */
const SHARES: Readonly<Partial<Record<Cell, number>>> = { 3: 0.02, 4: 0.1, 5: 0.4, 6: 0.75, 7: 1 }
const UP_FROM = HEIGHT * 0.4
/** A single failure is seen. */
const LEAST = 3

/** What runs came to, cell by cell: what failed hangs from the top, what was up stands on the ground. */
export function Strip({ cells, starts, by }: StripCells & { by: 'run' | 'hour' | 'day' }) {
  const pitch = WIDTH / Math.max(cells.length, 20)
  const width = pitch - (pitch > 4 ? 1 : pitch > 2.5 ? 0.5 : 0)
  const drawn = (draw: (cell: Cell, x: number) => string) =>
    cells.map(({ cell }, index) => draw(cell, index * pitch)).join('')
  const paths = {
    up: drawn((cell, x) => upPath(cell, x, width)),
    slow: drawn((cell, x) => (cell === 2 ? notched(x, width) : '')),
    down: drawn((cell, x) => (SHARES[cell] === undefined ? '' : rect(x, 0, width, failedHeight(cell)))),
    hatched: drawn((cell, x) => (cell === 8 ? hatch(x, width) : '')),
    untested: drawn((cell, x) => (cell === 10 ? rect(x + 0.5, 6.5, Math.max(width - 1, 1), 12) : '')),
    nothing: drawn((cell, x) => (cell === 0 ? rect(x, HEIGHT - 1, width, 1) : '')),
  }
  const hovered = ({ currentTarget, offsetX }: PointerEvent & { currentTarget: HTMLElement }) => {
    const at = Math.floor(offsetX / pitch)
    const start = starts[at]
    const cell = cells[at]
    if (start !== undefined && cell) currentTarget.title = `${timeOf(start, by)}: ${cellWords(cell.cell)}`
  }
  return (
    <span class="cell-strip" role="img" aria-label={stripWords(cells, by)} onPointerMove={hovered}>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        {Object.entries(paths).map(
          ([kind, path]) => path !== '' && <path key={kind} class={kind} d={path} />,
        )}
      </svg>
    </span>
  )
}

function failedHeight(cell: Cell): number {
  return Math.max(LEAST, (SHARES[cell] ?? 0) * HEIGHT)
}

/** Of a cell in part failed, what passed. */
function upPath(cell: Cell, x: number, width: number): string {
  if (cell === 1) return rect(x, UP_FROM, width, HEIGHT - UP_FROM)
  const share = SHARES[cell]
  if (share === undefined || share === 1) return ''
  const from = Math.max(UP_FROM, failedHeight(cell) + 1)
  return rect(x, from, width, HEIGHT - from)
}

function notched(x: number, width: number): string {
  const [left, right] = [x + width * 0.3, x + width * 0.7]
  return `M${x} 0H${left}V6H${right}V0H${x + width}V${HEIGHT}H${x}z`
}

function hatch(x: number, width: number): string {
  return [6, 12, 18].map((y) => `M${x} ${y}l${width} -5`).join('')
}

function rect(x: number, y: number, width: number, height: number): string {
  return `M${x} ${y}h${width}v${height}h${-width}z`
}

function timeOf(start: number, by: 'run' | 'hour' | 'day'): string {
  if (by === 'day') return dayOf(start, zone.value)
  const from = shortTime(start, now.peek(), zone.value)
  return by === 'run' ? from : `${from} to ${shortTime(start + HOUR, now.peek(), zone.value).slice(-5)}`
}
