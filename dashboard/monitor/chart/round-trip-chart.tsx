import { useMemo, useState } from 'preact/hooks'

import { now } from '../../parts/now-ticks.ts'
import { Steered } from '../../parts/steered.tsx'
import type { ShownSpan } from '../span/shown-span.ts'
import { foundAt } from './found-at.ts'
import { nextIndex } from './nearest.ts'
import type { Plotted } from './plot.ts'
import { stopWords } from './stop-words.ts'
import type { Stop } from './stops.ts'
import { useCurrent } from './use-current.ts'
import { usePlot } from './use-plot.ts'
import { usePointer } from './use-pointer.ts'
import { useRows } from './use-rows.ts'
import { useSpans } from './use-spans.ts'

interface Charted {
  plotted: Plotted
  chosenRun: string | undefined
  height: number
  choose(runId: string): void
  open(runId: string): void
  show(span: ShownSpan, options?: { step: boolean }): void
  back(): void
}

const HELP =
  'Left and right: the run or column before and after; Home and End: the first and the last; up and down: ' +
  'all, one location, or failures only; plus and minus: zoom; Enter: open; Escape: leave.'

/** The chart of round trips, steered by pointer and keys; `>` held lets the runs pass by. */
export function RoundTripChart({ plotted, chosenRun, height, choose, open, show, back }: Charted) {
  const { stops, locations, zone } = plotted
  const spans = useSpans(plotted, show)
  const { place, plot, drawn } = usePlot(spans.shown, height)
  const { index, current, setCurrent } = useCurrent(stops, chosenRun, choose)
  const [hovered, setHovered] = useState<Stop>()
  const found = useMemo(() => foundAt(plot.current, stops), [stops, drawn])
  const rows = useRows(stops)

  const enter = (stop: Stop | undefined) => {
    if (stop?.kind === 'column') spans.to({ from: stop.at, to: stop.to })
    else if (stop) open(stop.runId)
  }
  const step = (by: 1 | -1) => () =>
    setCurrent(stops[index < 0 && by < 0 ? stops.length - 1 : nextIndex(stops, index, by, rows.fits)])
  const pointer = usePointer({
    hover: (spot) => setHovered(spot && found.stop(spot)),
    tap: (spot) => {
      const group = found.group(spot)
      const stop = found.stop(spot)
      if (group) spans.around(group)
      else if (stop) setCurrent(stop)
    },
    select: (from, to) =>
      plot.current && spans.to({ from: plot.current.atX(from), to: plot.current.atX(to) }),
    pan: (by, done) => spans.pan(plot.current, by, done),
    back,
  })
  const told = hovered ?? current
  const reader = { zone, now: now.value, places: locations.length > 1 }
  const spot = current && plot.current?.spotOf(current)
  return (
    <>
      <div class="plot" style={{ height: `${height}px` }}>
        <div ref={place} aria-hidden="true" />
        {spot && <span class="plot-mark" style={{ left: `${spot.x}px`, top: `${spot.y}px` }} />}
        {pointer.selected && <Selected {...pointer.selected} />}
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
            '+': () => spans.zoom(0.5, current?.at),
            '=': () => spans.zoom(0.5, current?.at),
            '-': () => spans.zoom(2, current?.at),
            Enter: () => enter(current),
          }}
        />
      </div>
      <p class="readout">
        <span aria-hidden="true">
          {told ? stopWords(told, reader) : 'Choose a point to see its run; drag to zoom.'}
        </span>
        {current?.kind === 'column' && (
          <button type="button" onClick={() => enter(current)}>
            Zoom in
          </button>
        )}
      </p>
    </>
  )
}

function Selected({ from, to }: { from: number; to: number }) {
  return <span class="plot-selected" style={{ left: `${from}px`, width: `${to - from}px` }} />
}
