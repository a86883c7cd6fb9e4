import type { Row } from './rows.ts'
import type { Timeline } from './timeline.ts'

/** What a fold takes of the width, as a share of all that is not folded. */
const FOLD = 0.12

/** Where each line stands on an axis from 0 to 1 on which time is true, but for what the rows fold. */
export function placesOf({ lines }: Timeline, rows: readonly Row[]): readonly number[] {
  const folded = new Set(rows.flatMap((row) => (row.kind === 'line' ? [] : foldedPlaces(row))))
  const passed = lines.map(({ atMs }, at) => {
    return folded.has(at) ? 0 : Math.max(0, atMs - (lines[at - 1]?.atMs ?? atMs))
  })
  const told = Math.max(
    1,
    passed.reduce((sum, ms) => sum + ms, 0),
  )
  const widths = new Map(rows.flatMap((row) => (row.kind === 'line' ? [] : [[row.at, told * FOLD]])))
  let sum = 0
  const places = passed.map((ms, at) => (sum += ms + (widths.get(at) ?? 0)))
  return places.map((place) => place / Math.max(1, sum))
}

/** The time before each of these lines is not drawn. */
function foldedPlaces(row: Exclude<Row, { kind: 'line' }>): number[] {
  if (row.kind === 'pause') return [row.at]
  return Array.from({ length: row.to - row.at + 1 }, (_, more) => row.at + more)
}
