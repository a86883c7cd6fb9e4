/** Shortest way of a finger that is meant to go somewhere, and the furthest beside it, in px. */
const FAR = 60
const BESIDE = 40

export interface Touch {
  clientX: number
  clientY: number
}

/** Where a finger went: to the earlier run by a swipe to the right, as pages are turned. */
export function swiped(from: Touch, to: Touch): 'earlier' | 'later' | undefined {
  const [across, along] = [to.clientX - from.clientX, Math.abs(to.clientY - from.clientY)]
  if (Math.abs(across) < FAR || along > BESIDE) return undefined
  return across > 0 ? 'earlier' : 'later'
}
