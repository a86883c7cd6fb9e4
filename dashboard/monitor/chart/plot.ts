import type { Span } from '../../../shared/core/history/views/zone-spans.ts'
import type { EpochMs, Millis } from '../../../shared/core/time/units.ts'
import type { RoundTrips } from '../../api/answers.ts'
import { paintAxes } from './axes.ts'
import { type Brush, lineThrough } from './brush.ts'
import { coloursNow } from './colours.ts'
import { heatCells } from './heat.ts'
import { laneMarks } from './lane.ts'
import type { Spot } from './nearest.ts'
import * as paint from './paint.ts'
import type { ColumnStop, FailedStop, Stop } from './stops.ts'
import { timeTicks } from './time-scale.ts'
import { topWithLane, tripScale, tripTicks } from './trip-scale.ts'

/** Everything that the chart shows. */
export interface Plotted {
  span: Span
  zone: string
  trips: RoundTrips
  stops: readonly Stop[]
  locations: readonly string[]
  timeoutMs: Millis
  /** What is slow; absent: nothing. */
  slowMs?: Millis
  incidents: readonly Span[]
  maintenance: readonly Span[]
}

export interface Plot {
  show(plotted: Plotted, size: { width: number; height: number }): void
  /** Where a point is, in pixels from the top left of the chart. */
  spotOf(stop: Stop): Spot
  /** Pixels from the left, and the instant that lies there. */
  xOf(at: EpochMs): number
  atX(x: number): EpochMs
  remove(): void
}

/** Pixels around the field: times below it, spans on its left. */
const TIME_AXIS = 26
const TRIP_AXIS = 56
const RIGHT = 12

/** Where things lie in a chart of this size, in CSS pixels. */
interface Layout extends Omit<Brush, 'ctx' | 'colours'> {
  atX(x: number): EpochMs
}

/** A chart on a canvas of its own in this place; dots and marks are painted by `paint.ts`. */
export function roundTripPlot(place: HTMLElement, first: Plotted, width: number, height: number): Plot {
  const canvas = document.createElement('canvas')
  place.append(canvas)
  let layout = layoutOf(first, { width, height })

  function show(plotted: Plotted, size: { width: number; height: number }): void {
    layout = layoutOf(plotted, size)
    const ctx = fitted(canvas, size)
    if (ctx) draw({ ...layout, ctx, colours: coloursNow() }, plotted)
  }

  show(first, { width, height })
  return {
    show,
    xOf: (at) => layout.x(at),
    spotOf: (stop) => ({
      x: layout.x(stop.kind === 'column' ? (stop.at + stop.to) / 2 : stop.at),
      y: stop.kind === 'failed' ? paint.LANE - 12 : layout.y(msOf(stop)),
    }),
    atX: (x) => layout.atX(x),
    remove: () => canvas.remove(),
  }
}

/** Empty, as sharp as the screen, and measured in CSS pixels. */
function fitted(canvas: HTMLCanvasElement, { width, height }: { width: number; height: number }) {
  canvas.width = Math.round(width * devicePixelRatio)
  canvas.height = Math.round(height * devicePixelRatio)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  const ctx = canvas.getContext('2d')
  ctx?.scale(devicePixelRatio, devicePixelRatio)
  return ctx
}

/** Times lie evenly, spans by their logarithm. */
function layoutOf(plotted: Plotted, { width, height }: { width: number; height: number }): Layout {
  const { span } = plotted
  const box = { left: TRIP_AXIS, top: 0, right: width - RIGHT, bottom: height - TIME_AXIS }
  const scale = scaleOf(plotted)
  const most = topWithLane(scale, box.bottom, paint.LANE)
  const msAPixel = (span.to - span.from) / Math.max(1, box.right - box.left)
  const powers = Math.log(most / scale.least)
  return {
    box,
    x: (at) => box.left + (at - span.from) / msAPixel,
    y: (ms) => box.bottom * (1 - Math.log(Math.max(ms, 1) / scale.least) / powers),
    atX: (x) => span.from + (x - box.left) * msAPixel,
  }
}

function draw(brush: Brush, plotted: Plotted): void {
  const { ctx, box } = brush
  const most = Math.max(2, Math.floor((box.right - box.left) / 72))
  paintAxes(brush, timeTicks(plotted.span, plotted.zone, most), tripTicks(scaleOf(plotted)))
  ctx.save()
  ctx.beginPath()
  ctx.rect(box.left, box.top, box.right - box.left, box.bottom - box.top)
  ctx.clip()
  paintGround(brush, plotted)
  paintLines(brush, plotted)
  ctx.restore()
  paintFailures(brush, plotted)
}

/** The half and the 95 % of each column; run by run there are none. */
function paintLines({ ctx, x, y, colours }: Brush, { trips, stops }: Plotted): void {
  if (trips.kind === 'runs') return
  const columns = stops.filter((stop) => stop.kind === 'column')
  ctx.strokeStyle = colours.ink
  for (const [quantile, width, dash] of [
    ['p50', 2, []],
    ['p95', 1, [5, 4]],
  ] as const) {
    ctx.lineWidth = width
    ctx.setLineDash([...dash])
    for (const piece of unbroken(columns)) {
      lineThrough(
        ctx,
        ...piece.map(({ at, to, times }): [number, number] => [x((at + to) / 2), y(times[quantile])]),
      )
    }
  }
  ctx.lineWidth = 1
  ctx.setLineDash([])
}

type Timed = ColumnStop & { times: NonNullable<ColumnStop['times']> }

/** A column in which nothing came back parts the line. */
function unbroken(columns: readonly ColumnStop[]): Timed[][] {
  const pieces: Timed[][] = [[]]
  for (const column of columns) {
    if (column.times) pieces.at(-1)?.push(column as Timed)
    else pieces.push([])
  }
  return pieces
}

function msOf(stop: Exclude<Stop, FailedStop>): Millis {
  return stop.kind === 'trip' ? stop.ms : (stop.times?.p50 ?? 1000)
}

function scaleOf({ stops, timeoutMs }: Plotted) {
  const times = stops.flatMap((stop) => {
    if (stop.kind === 'trip') return [stop.ms]
    return stop.kind === 'failed' ? (stop.lateMs ?? []) : stop.times ? [stop.times.min, stop.times.max] : []
  })
  const [fastest, slowest] = times.reduce(
    ([least, most], ms) => [Math.min(least, ms), Math.max(most, ms)],
    [1000, 0],
  )
  return tripScale(fastest, slowest, timeoutMs)
}

function paintGround(brush: Brush, { maintenance, trips, stops, locations, slowMs }: Plotted): void {
  paint.paintMaintenance(brush, maintenance)
  if (trips.kind === 'columns') {
    const columns = stops.filter((stop) => stop.kind === 'column')
    paint.paintHeat(brush, heatCells(columns, trips.bounds))
  } else {
    const shown = stops.filter((stop) => stop.kind === 'trip')
    paint.paintTrips(brush, shown, locations)
  }
  if (slowMs !== undefined) paint.paintThreshold(brush, slowMs)
}

function paintFailures(brush: Brush, { stops, incidents }: Plotted): void {
  const failed = stops.filter((stop) => stop.kind === 'failed')
  paint.paintIncidents(brush, incidents)
  paint.paintLane(brush, laneMarks(failed, brush.x, paint.MARK))
  paint.paintLate(brush, failed)
}
