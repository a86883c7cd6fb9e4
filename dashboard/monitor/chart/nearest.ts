/** Where something is shown, in pixels. */
export interface Spot {
  x: number
  y: number
}

/** The index of the spot nearest to this one, not farther than `reach`; -1: none. */
export function nearest(spots: readonly Spot[], { x, y }: Spot, reach: number): number {
  let found = -1
  let least = reach * reach
  for (const [index, spot] of spots.entries()) {
    const distance = (spot.x - x) ** 2 + (spot.y - y) ** 2
    if (distance <= least) {
      least = distance
      found = index
    }
  }
  return found
}

/** The next index in this direction that fits; the same where there is none. */
export function nextIndex<T>(all: readonly T[], from: number, by: 1 | -1, fits: (one: T) => boolean): number {
  for (let index = from + by; index >= 0 && index < all.length; index += by) {
    const one = all[index]
    if (one !== undefined && fits(one)) return index
  }
  return from
}
