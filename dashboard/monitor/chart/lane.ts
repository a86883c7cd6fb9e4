import type { EpochMs } from '../../../shared/core/time/units.ts'
import type { FailedStop } from './stops.ts'

/** What failed, as one mark: alone, or with others too near to be told apart. */
export interface LaneMark {
  /** Pixels, as given. */
  x: number
  stops: readonly FailedStop[]
  /** Of all of them; `mixed`: some are lost, others were refused or came late. */
  fate: FailedStop['fate'] | 'mixed'
  from: EpochMs
  to: EpochMs
}

/**
 * Marks that do not touch: what lies nearer to the first of a mark than `width` pixels joins it, and is counted
 * there. Nothing is ever left out, so zooming out hides no failure.
 */
export function laneMarks(
  stops: readonly FailedStop[],
  xOf: (at: EpochMs) => number,
  width: number,
): LaneMark[] {
  const groups: FailedStop[][] = []
  let edge = -Infinity
  for (const stop of stops) {
    const x = xOf(stop.at)
    if (x < edge) groups.at(-1)?.push(stop)
    else {
      groups.push([stop])
      edge = x + width
    }
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)]
    if (!first || !last) return []
    const isOne = group.every(({ fate }) => fate === first.fate)
    const x = (xOf(first.at) + xOf(last.at)) / 2
    return [{ x, stops: group, fate: isOne ? first.fate : 'mixed', from: first.at, to: last.at }]
  })
}
