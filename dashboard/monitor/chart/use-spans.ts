import { useMemo, useState } from 'preact/hooks'

import { now } from '../../parts/now-ticks.ts'
import { type ShownSpan, fitting, panned, zoomed } from '../span/shown-span.ts'
import type { Plot, Plotted } from './plot.ts'

type Show = (span: ShownSpan, options?: { step: boolean }) => void

/** How the span is changed from within the chart. While it is dragged only the chart follows. */
export function useSpans(plotted: Plotted, show: Show) {
  const [dragged, setDragged] = useState<ShownSpan>()
  const shown = useMemo(() => (dragged ? { ...plotted, span: dragged } : plotted), [plotted, dragged])
  const { span } = plotted
  const step = (to: ShownSpan) => show(fitting(to, now.peek()), { step: true })
  return {
    shown,
    to: step,
    /** With some room beside it. */
    around({ from, to }: ShownSpan): void {
      const room = (to - from) * 0.2
      step({ from: from - room, to: to + room })
    },
    zoom(factor: number, at = (span.from + span.to) / 2): void {
      show(zoomed(span, factor, at, now.peek()))
    },
    /** By so many pixels. */
    pan(plot: Plot | undefined, by: number, done: boolean): void {
      if (!plot) return
      const next = panned(span, -by / (plot.xOf(span.to) - plot.xOf(span.from)), now.peek())
      setDragged(done ? undefined : next)
      if (done) show(next)
    },
  }
}
