import type { Span } from '../../../shared/core/history/views/zone-spans.ts'
import type { Millis } from '../../../shared/core/time/units.ts'
import { type Brush, lineThrough, shape } from './brush.ts'
import type { HeatCell } from './heat.ts'
import type { LaneMark } from './lane.ts'
import type { FailedStop, TripStop } from './stops.ts'

/** Pixels at the top of the chart that hold what failed. */
export const LANE = 34
/** As wide as a mark of it is. */
export const MARK = 14
const INCIDENT = 4
const MARK_RADIUS = 4

/** Times in maintenance, hatched from top to bottom. */
export function paintMaintenance({ ctx, x, box, colours }: Brush, spans: readonly Span[]): void {
  ctx.strokeStyle = colours.maintenance
  ctx.globalAlpha = 0.35
  for (const { from, to } of spans) {
    const [left, right] = [Math.max(box.left, x(from)), Math.min(box.right, x(to))]
    if (right <= left) continue
    ctx.save()
    ctx.beginPath()
    ctx.rect(left, box.top, right - left, box.bottom - box.top)
    ctx.clip()
    const height = box.bottom - box.top
    for (let at = left - height; at < right; at += 8)
      lineThrough(ctx, [at, box.bottom], [at + height, box.top])
    ctx.restore()
  }
  ctx.globalAlpha = 1
}

/** From when a monitor failed until it was up again: bars under the lane, at least 3 pixels long. */
export function paintIncidents({ ctx, x, box, colours }: Brush, spans: readonly Span[]): void {
  ctx.fillStyle = colours.down
  for (const { from, to } of spans) {
    const left = Math.max(box.left, x(from))
    const right = Math.min(box.right, Math.max(x(to), x(from) + 3))
    if (right > left) ctx.fillRect(left, box.top + LANE - INCIDENT, right - left, INCIDENT)
  }
}

/** What is slower than this is slow. */
export function paintThreshold({ ctx, y, box, colours }: Brush, ms: Millis): void {
  ctx.strokeStyle = colours.slow
  ctx.setLineDash([6, 4])
  lineThrough(ctx, [box.left, y(ms)], [box.right, y(ms)])
  ctx.setLineDash([])
}

/** One shape a run, by its location. */
export function paintTrips(
  { ctx, x, y, colours }: Brush,
  stops: readonly TripStop[],
  locations: readonly string[],
): void {
  const radius = stops.length > 1500 ? 1.6 : stops.length > 400 ? 2.2 : 3
  ctx.fillStyle = colours.dot
  ctx.globalAlpha = stops.length > 1500 ? 0.7 : 0.9
  for (const [index, location] of locations.entries()) {
    const path = new Path2D()
    for (const stop of stops)
      if (stop.location === location) shape(path, index, x(stop.at), y(stop.ms), radius)
    ctx.fill(path)
  }
  ctx.globalAlpha = 1
}

/** Where colours are forced, more is covered where there is more. */
export function paintHeat({ ctx, x, y, box, colours }: Brush, cells: readonly HeatCell[]): void {
  ctx.fillStyle = colours.ink
  for (const { from, to, least, most, step } of cells) {
    const [left, right] = [Math.max(box.left, x(from)), Math.min(box.right, x(to))]
    const [top, bottom] = [y(most), Math.min(box.bottom, y(least))]
    const colour = colours.heat[step - 1]
    if (colour === undefined) ctx.globalAlpha = step / 5
    else ctx.fillStyle = colour
    const gap = right - left > 6 ? 1 : 0
    if (bottom > top) ctx.fillRect(left, top, Math.max(1, right - left - gap), bottom - top)
  }
  ctx.globalAlpha = 1
}

/** A late message at the time that it took, hollow, for it did not come in time. */
export function paintLate({ ctx, x, y, colours }: Brush, stops: readonly FailedStop[]): void {
  ctx.strokeStyle = colours.down
  ctx.lineWidth = 1.5
  for (const { at, lateMs } of stops) {
    if (lateMs === undefined) continue
    const path = new Path2D()
    shape(path, 0, x(at), y(lateMs), MARK_RADIUS)
    ctx.stroke(path)
  }
  ctx.lineWidth = 1
}

/** The lane: each mark by its shape, and how many it stands for. */
export function paintLane({ ctx, box, colours }: Brush, marks: readonly LaneMark[]): void {
  ctx.strokeStyle = colours.line
  lineThrough(ctx, [box.left, box.top + LANE], [box.right, box.top + LANE])
  ctx.strokeStyle = colours.down
  ctx.fillStyle = colours.down
  ctx.font = colours.font
  ctx.textAlign = 'center'
  ctx.textBaseline = 'middle'
  for (const { x, fate, stops } of marks) {
    paintFate(ctx, fate, x, box.top + LANE - 12)
    if (stops.length > 1) ctx.fillText(String(stops.length), x, box.top + 8)
  }
  ctx.lineWidth = 1
  ctx.fillStyle = colours.quiet
  ctx.textAlign = 'right'
  ctx.fillText('failed', box.left - 6, box.top + LANE - 21)
}

function paintFate(ctx: CanvasRenderingContext2D, fate: LaneMark['fate'], x: number, y: number): void {
  const r = MARK_RADIUS
  ctx.lineWidth = 1.8
  if (fate === 'mixed') {
    ctx.fillRect(x - r, y - r, 2 * r, 2 * r)
    return
  }
  if (fate === 'lost') {
    lineThrough(ctx, [x - r, y - r], [x + r, y + r])
    lineThrough(ctx, [x + r, y - r], [x - r, y + r])
    return
  }
  const path = new Path2D()
  shape(path, 0, x, y, r)
  ctx.stroke(path)
  if (fate === 'refused') lineThrough(ctx, [x - r * 0.7, y + r * 0.7], [x + r * 0.7, y - r * 0.7])
}
