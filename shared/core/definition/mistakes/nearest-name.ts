/** Longer names are no slips of the finger, and comparing them costs time. */
const LONGEST_COMPARED = 40

/**
 * The known name that `name` was probably meant to be: one that begins like it, or differs in at most two
 * letters (a third of a long name); `undefined` when nothing is near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_COMPARED) return undefined
  const written = name.toLowerCase()
  const ranked = known
    .map((candidate) => ({ candidate, edits: distance(written, candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= allowed(name) || beginsAlike(written, candidate.toLowerCase()))
  return ranked.sort((a, b) => a.edits - b.edits)[0]?.candidate
}

function allowed(name: string): number {
  return Math.min(Math.max(2, Math.floor(name.length / 3)), name.length - 1)
}

function beginsAlike(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length)
  if (shorter >= 3 && (a.startsWith(b) || b.startsWith(a))) return true
  return shorter >= 6 && distance(a.slice(0, shorter), b.slice(0, shorter)) <= 1
}

/** Levenshtein's distance: letters inserted, deleted or replaced. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? a.length
}
