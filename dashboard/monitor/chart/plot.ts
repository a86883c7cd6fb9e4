import uPlot from 'uplot'

import type { Span } from '../../../shared/core/history/views/zone-spans.ts'
import type { EpochMs, Millis } from '../../../shared/core/time/units.ts'
import type { RoundTrips } from '../../api/answers.ts'
import type { Brush } from './brush.ts'
import { type Colours, coloursNow } from './colours.ts'
import { heatCells } from './heat.ts'
import { laneMarks } from './lane.ts'
import type { Spot } from './nearest.ts'
import * as paint from './paint.ts'
import type { FailedStop, Stop } from './stops.ts'
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

/** Its enum has no values at run time. */
const LOGARITHMIC: object = { distr: 3 }
const TIME_AXIS = 26
const TRIP_AXIS = 56

/** uPlot keeps the scales, the axes and the two lines; what else is seen is painted by `paint.ts`. */
export function roundTripPlot(place: HTMLElement, first: Plotted, width: number, height: number): Plot {
  let plotted = first
  let colours = coloursNow()
  const plot = new uPlot(
    optionsOf(
      () => plotted,
      () => colours,
      { width, height },
    ),
    dataOf(first),
    place,
  )
  const ratio = () => plot.bbox.width / Math.max(1, plot.over.clientWidth)
  const left = () => plot.bbox.left / ratio()
  const xOf = (at: EpochMs) => left() + plot.valToPos(at, 'x')

  function show(next: Plotted, size: { width: number; height: number }) {
    plotted = next
    colours = coloursNow()
    const scale = scaleOf(next)
    plot.batch(() => {
      if (size.width !== plot.width || size.height !== plot.height) plot.setSize(size)
      plot.setData(dataOf(next), false)
      plot.setScale('x', { min: next.span.from, max: next.span.to })
      plot.setScale('y', { min: scale.least, max: topWithLane(scale, size.height - TIME_AXIS, paint.LANE) })
    })
    plot.redraw(true, true)
  }

  show(first, { width, height })
  return {
    show,
    xOf,
    spotOf: (stop) => ({
      x: xOf(stop.kind === 'column' ? (stop.at + stop.to) / 2 : stop.at),
      y: stop.kind === 'failed' ? paint.LANE - 12 : plot.valToPos(msOf(stop), 'y'),
    }),
    atX: (x) => plot.posToVal(x - left(), 'x'),
    remove: () => plot.destroy(),
  }
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

/** Both lines go through the middle of their columns; run by run there are none. */
function dataOf({ trips, span, stops }: Plotted): uPlot.AlignedData {
  if (trips.kind === 'runs') return [[span.from, span.to], [], []]
  const columns = stops.filter((stop) => stop.kind === 'column')
  return [
    columns.map(({ at, to }) => (at + to) / 2),
    columns.map(({ times }) => times?.p50 ?? null),
    columns.map(({ times }) => times?.p95 ?? null),
  ]
}

function optionsOf(
  plotted: () => Plotted,
  colours: () => Colours,
  size: { width: number; height: number },
): uPlot.Options {
  const axis = {
    stroke: () => colours().quiet,
    font: colours().font,
    grid: { stroke: () => colours().line, width: 1 },
    ticks: { show: false },
    gap: 6,
  }
  const ticksOf = ({ width }: uPlot) =>
    timeTicks(plotted().span, plotted().zone, Math.max(2, Math.floor((width - TRIP_AXIS) / 72)))
  return {
    ...size,
    ms: 1,
    padding: [0, 12, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: { x: { time: false, auto: false }, y: { ...LOGARITHMIC, auto: false } },
    axes: [
      {
        ...axis,
        size: TIME_AXIS,
        splits: (self) => ticksOf(self).map(({ at }) => at),
        values: (self) => ticksOf(self).map(({ label }) => label),
      },
      {
        ...axis,
        size: TRIP_AXIS,
        splits: () => tripTicks(scaleOf(plotted())).map(({ ms }) => ms),
        filter: (_self, splits) => splits,
        values: () => tripTicks(scaleOf(plotted())).map(({ label }) => label),
      },
    ],
    series: [
      {},
      { stroke: () => colours().ink, width: 2, points: { show: false } },
      { stroke: () => colours().ink, width: 1, dash: [5, 4], points: { show: false } },
    ],
    hooks: {
      drawAxes: [(self) => painted(self, colours(), (brush) => paintGround(brush, plotted()))],
      draw: [(self) => painted(self, colours(), (brush) => paintFailures(brush, plotted()))],
    },
  }
}

/** Paints in CSS pixels, and leaves the canvas as it was. */
function painted(plot: uPlot, colours: Colours, work: (brush: Brush) => void): void {
  const { ctx, bbox } = plot
  const ratio = bbox.width / Math.max(1, plot.over.clientWidth)
  const [left, top] = [bbox.left / ratio, bbox.top / ratio]
  ctx.save()
  ctx.scale(ratio, ratio)
  ctx.setLineDash([])
  work({
    ctx,
    colours,
    x: (at) => left + plot.valToPos(at, 'x'),
    y: (ms) => top + plot.valToPos(ms, 'y'),
    box: { left, top, right: left + bbox.width / ratio, bottom: top + bbox.height / ratio },
  })
  ctx.restore()
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
