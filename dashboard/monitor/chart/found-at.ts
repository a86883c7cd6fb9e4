import { type LaneMark, laneMarks } from './lane.ts'
import { type Spot, nearest } from './nearest.ts'
import { LANE, MARK } from './paint.ts'
import type { Plot } from './plot.ts'
import type { Stop } from './stops.ts'

/** Pixels from a point at which the pointer still finds it. */
const REACH = 24

/** What lies under the pointer, as the chart is drawn now; where each point is, is found out when it is asked. */
export function foundAt(plot: Plot | undefined, stops: readonly Stop[]) {
  let spots: Spot[] | undefined
  return {
    /** The nearest point, else the column that is there. */
    stop(spot: Spot): Stop | undefined {
      if (!plot) return undefined
      spots ??= stops.map((stop) => plot.spotOf(stop))
      const index = nearest(spots, spot, REACH)
      if (index >= 0) return stops[index]
      const instant = plot.atX(spot.x)
      return stops.find((stop) => stop.kind === 'column' && stop.at <= instant && instant < stop.to)
    },
    /** A mark of the lane that stands for several. */
    group({ x, y }: Spot): LaneMark | undefined {
      if (!plot || y > LANE) return undefined
      const failed = stops.filter((stop) => stop.kind === 'failed')
      return laneMarks(failed, (at) => plot.xOf(at), MARK).find(
        (mark) => mark.to > mark.from && Math.abs(mark.x - x) <= MARK,
      )
    },
  }
}
