import { type Brush, lineThrough } from './brush.ts'
import type { Tick } from './time-scale.ts'

/** The grid with its words: times below, spans on the left. */
export function paintAxes(
  { ctx, x, y, box, colours }: Brush,
  times: readonly Tick[],
  spans: readonly { ms: number; label: string }[],
): void {
  ctx.strokeStyle = colours.line
  ctx.fillStyle = colours.quiet
  ctx.font = colours.font
  ctx.lineWidth = 1
  ctx.textAlign = 'center'
  ctx.textBaseline = 'top'
  for (const { at, label } of times) {
    lineThrough(ctx, [sharp(x(at)), box.top], [sharp(x(at)), box.bottom])
    ctx.fillText(label, x(at), box.bottom + 6)
  }
  ctx.textAlign = 'right'
  ctx.textBaseline = 'middle'
  for (const { ms, label } of spans) {
    lineThrough(ctx, [box.left, sharp(y(ms))], [box.right, sharp(y(ms))])
    ctx.fillText(label, box.left - 6, y(ms))
  }
}

/** Between two pixels a line of one is two grey ones. */
function sharp(at: number): number {
  return Math.round(at) + 0.5
}
