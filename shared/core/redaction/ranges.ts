/** A stretch of the text that must go: first character, and the one after the last. */
export type Range = readonly [start: number, end: number]

/** Every place, those that overlap included, so that no character of any of them is left. */
export function occurrences(text: string, spelling: string): Range[] {
  const found: Range[] = []
  for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
    const last = found.at(-1)
    const end = at + spelling.length
    if (last && last[1] >= at) found[found.length - 1] = [last[0], end]
    else found.push([at, end])
  }
  return found
}
