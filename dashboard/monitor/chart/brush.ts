import type { EpochMs, Millis } from '../../../shared/core/time/units.ts'
import type { Colours } from './colours.ts'

/** The canvas, in CSS pixels, and where things lie on it. */
export interface Brush {
  ctx: CanvasRenderingContext2D
  x(at: EpochMs): number
  y(ms: Millis): number
  /** The field between the axes; the lane is its top. */
  box: { left: number; top: number; right: number; bottom: number }
  colours: Colours
}

/** Shapes tell locations apart, and stay apart without colours; the fifth location is a disc again. */
const SHAPES: readonly ((path: Path2D, x: number, y: number, r: number) => void)[] = [
  (path, x, y, r) => {
    path.moveTo(x + r, y)
    path.arc(x, y, r, 0, 7)
  },
  (path, x, y, r) => {
    polygon(path, [x, y - r * 1.2], [x + r * 1.2, y + r], [x - r * 1.2, y + r])
  },
  (path, x, y, r) => path.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
  (path, x, y, r) => {
    polygon(path, [x, y - r * 1.4], [x + r * 1.4, y], [x, y + r * 1.4], [x - r * 1.4, y])
  },
]

export function shape(path: Path2D, index: number, x: number, y: number, radius: number): void {
  SHAPES[index % SHAPES.length]?.(path, x, y, radius)
}

function polygon(path: Path2D, ...[first, ...others]: [number, number][]): void {
  if (!first) return
  path.moveTo(...first)
  for (const corner of others) path.lineTo(...corner)
  path.closePath()
}

export function lineThrough(ctx: CanvasRenderingContext2D, ...[first, ...others]: [number, number][]): void {
  if (!first) return
  ctx.beginPath()
  ctx.moveTo(...first)
  for (const point of others) ctx.lineTo(...point)
  ctx.stroke()
}
