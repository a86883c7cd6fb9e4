import { useEffect, useMemo, useRef, useState } from 'preact/hooks'

import { useThrottled } from '../../parts/use-throttled.ts'
import type { Stop } from './stops.ts'

/** So often the address follows while runs pass by. */
const FOLLOWS_MS = 150

/**
 * The point at which the chart stands. It moves at once; the address, and the pane and the list with it, follow.
 * What is chosen elsewhere moves it too.
 */
export function useCurrent(
  stops: readonly Stop[],
  chosenRun: string | undefined,
  choose: (runId: string) => void,
) {
  const [current, setCurrent] = useState<Stop>()
  const index = useMemo(() => indexOf(stops, current), [stops, current])
  const runId = current && current.kind !== 'column' ? current.runId : undefined
  const followed = useThrottled(runId, FOLLOWS_MS)
  const written = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (followed === undefined || followed === written.current) return
    written.current = followed
    choose(followed)
  }, [followed])
  useEffect(() => {
    if (chosenRun === written.current) return
    written.current = chosenRun
    setCurrent(stops.find((stop) => stop.kind !== 'column' && stop.runId === chosenRun))
  }, [chosenRun, stops])
  return { index, current: stops[index], setCurrent }
}

/** After it was asked again the point is another object, and the same. */
function indexOf(stops: readonly Stop[], current: Stop | undefined): number {
  if (!current) return -1
  return stops.findIndex(
    (stop) =>
      stop === current ||
      (stop.kind === current.kind &&
        stop.at === current.at &&
        (stop.kind === 'column' || (current.kind !== 'column' && stop.runId === current.runId))),
  )
}
