import { useMemo, useState } from 'preact/hooks'

import { Steered } from '../../parts/steered.tsx'
import { now } from '../../parts/now-ticks.ts'
import { type ShownSpan, fitting, panned, zoomed } from '../span/shown-span.ts'
import { laneMarks } from './lane.ts'
import { type Spot, nearest, nextIndex } from './nearest.ts'
import { LANE, MARK } from './paint.ts'
import type { Plotted } from './plot.ts'
import { stopWords } from './stop-words.ts'
import type { Stop } from './stops.ts'
import { useCurrent } from './use-current.ts'
import { usePlot } from './use-plot.ts'
import { usePointer } from './use-pointer.ts'

interface Charted {
  plotted: Plotted
  chosenRun: string | undefined
  height: number
  choose(runId: string): void
  open(runId: string): void
  show(span: ShownSpan, options?: { step: boolean }): void
  back(): void
}

const REACH = 24
const HELP =
  'Left and right: the run or column before and after; Home and End: the first and the last; up and down: ' +
  'all, one location, or only what failed; plus and minus: zoom; Enter: open; Escape: leave.'

/** The chart of round trips, steered by pointer and keys; `>` held lets the runs pass by. */
export function RoundTripChart({ plotted, chosenRun, height, choose, open, show, back }: Charted) {
  const [dragged, setDragged] = useState<ShownSpan>()
  const shown = useMemo(() => (dragged ? { ...plotted, span: dragged } : plotted), [plotted, dragged])
  const { place, plot } = usePlot(shown, height)
  const { stops, locations, zone } = plotted
  const { index, current, setCurrent } = useCurrent(stops, chosenRun, choose)
  const [hovered, setHovered] = useState<Stop>()
  const spots = useMemo(() => stops.map((stop) => plot.current?.spotOf(stop)), [stops, shown, plot.current])
  const rows = useRows(locations, stops)

  const at = (spot: Spot): Stop | undefined => {
    const found = nearest(
      spots.map((one) => one ?? { x: -Infinity, y: 0 }),
      spot,
      REACH,
    )
    if (found >= 0) return stops[found]
    const instant = plot.current?.atX(spot.x) ?? 0
    return stops.find((stop) => stop.kind === 'column' && stop.at <= instant && instant < stop.to)
  }
  const enter = (stop: Stop | undefined) => {
    if (stop?.kind === 'column') show({ from: stop.at, to: stop.to }, { step: true })
    else if (stop) open(stop.runId)
  }
  const tap = (spot: Spot) => {
    const group = plot.current && spot.y < LANE ? groupAt(spot.x) : undefined
    const stop = at(spot)
    if (group && group.stops.length > 1 && group.to > group.from)
      show(fitting(around(group), now.peek()), { step: true })
    else if (stop) setCurrent(stop)
  }
  const groupAt = (x: number) => {
    const failed = stops.filter((stop) => stop.kind === 'failed')
    const marks = plot.current ? laneMarks(failed, plot.current.xOf, MARK) : []
    return marks.find((mark) => Math.abs(mark.x - x) <= MARK)
  }

  const pointer = usePointer({
    hover: (spot) => setHovered(spot && at(spot)),
    tap,
    select: (from, to) => {
      if (plot.current)
        show(fitting({ from: plot.current.atX(from), to: plot.current.atX(to) }, now.peek()), { step: true })
    },
    pan: (by, done) => {
      if (!plot.current) return
      const { from, to } = plotted.span
      const width = plot.current.xOf(to) - plot.current.xOf(from)
      const next = panned({ from, to }, -by / width, now.peek())
      setDragged(done ? undefined : next)
      if (done) show(next)
    },
    back,
  })

  const step = (by: 1 | -1) => () =>
    setCurrent(stops[index < 0 && by < 0 ? stops.length - 1 : nextIndex(stops, index, by, rows.fits)])
  const zoom = (factor: number) => () => {
    const { from, to } = plotted.span
    show(zoomed(plotted.span, factor, current?.at ?? (from + to) / 2, now.peek()))
  }
  const told = hovered ?? current
  const reader = { zone, now: now.value, places: locations.length > 1 }
  const spot = current && plot.current?.spotOf(current)
  return (
    <>
      <div class="plot" style={{ height: `${height}px` }}>
        <div ref={place} aria-hidden="true" />
        {spot && <span class="plot-mark" style={{ left: `${spot.x}px`, top: `${spot.y}px` }} />}
        {pointer.selected && (
          <span
            class="plot-selected"
            style={{
              left: `${pointer.selected.from}px`,
              width: `${pointer.selected.to - pointer.selected.from}px`,
            }}
          />
        )}
        <Steered
          name="Round trips"
          help={HELP}
          said={current ? `${rows.said}${stopWords(current, reader)}` : ''}
          {...pointer.handlers}
          keys={{
            ArrowRight: step(1),
            '>': step(1),
            ArrowLeft: step(-1),
            '<': step(-1),
            Home: () => setCurrent(stops.find(rows.fits)),
            End: () => setCurrent(stops.findLast(rows.fits)),
            ArrowUp: () => rows.change(1),
            ArrowDown: () => rows.change(-1),
            '+': zoom(0.5),
            '=': zoom(0.5),
            '-': zoom(2),
            Enter: () => enter(current),
            Escape: () => setHovered(undefined),
          }}
        />
      </div>
      <p class="readout">
        <span aria-hidden="true">
          {told ? stopWords(told, reader) : 'Choose a point to see its run; drag to zoom.'}
        </span>
        {current?.kind === 'column' && (
          <button type="button" onClick={() => enter(current)}>
            Look closer
          </button>
        )}
      </p>
    </>
  )
}

/** What the arrow keys go through: everything, one location, or only what failed. */
function useRows(locations: readonly string[], stops: readonly Stop[]) {
  const [row, setRow] = useState(0)
  const hasRuns = stops.some((stop) => stop.kind === 'trip')
  const names = ['', ...(hasRuns && locations.length > 1 ? locations : []), 'only what failed']
  const name = names[row % names.length] ?? ''
  return {
    fits: (stop: Stop) => {
      if (name === '') return true
      if (name === 'only what failed') return stop.kind === 'failed'
      return stop.kind !== 'column' && stop.location === name
    },
    said: name === '' ? '' : `${name}: `,
    change: (by: number) => setRow((row + by + names.length) % names.length),
  }
}

/** With some room beside it. */
function around({ from, to }: { from: number; to: number }): ShownSpan {
  const room = (to - from) * 0.2
  return { from: from - room, to: to + room }
}
