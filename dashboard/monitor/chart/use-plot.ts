import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

import { shownTheme } from '../../shell/taste.ts'
import { type Plot, type Plotted, roundTripPlot } from './plot.ts'

/** A chart in the place of the reference, as wide as that is; drawn again when anything changes. */
export function usePlot(plotted: Plotted, height: number) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<Plot | undefined>(undefined)
  const width = useWidth(place)
  const theme = shownTheme.value
  const [drawn, setDrawn] = useState(0)
  useLayoutEffect(() => {
    if (!place.current || width === 0) return
    if (plot.current) plot.current.show(plotted, { width, height })
    else plot.current = roundTripPlot(place.current, plotted, width, height)
    setDrawn((times) => times + 1)
  }, [plotted, width, height, theme])
  useEffect(() => () => plot.current?.remove(), [])
  return { place, plot, drawn }
}

function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    if (!place.current) return
    setWidth(place.current.clientWidth)
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)))
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return width
}
