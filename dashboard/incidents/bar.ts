/** A time on an axis, in percent of it. */
export interface Bar {
  start: number
  length: number
}

/** Where a time lies on the axis from `from` to `to`; `undefined`: nowhere on it. */
export function barOf(
  time: { from: number; to: number },
  axis: { from: number; to: number },
): Bar | undefined {
  const [from, to] = [Math.max(time.from, axis.from), Math.min(time.to, axis.to)]
  if (from > to || from === axis.to) return undefined
  const percent = (ms: number) => (ms / (axis.to - axis.from)) * 100
  return { start: percent(from - axis.from), length: percent(to - from) }
}
