/** Ids named before the rest is only counted. */
const MOST_SHOWN = 10

/** `1 monitor`, `2 monitors`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

/** The verb after a list of as many. */
export function exist(ids: readonly string[]): string {
  return ids.length === 1 ? 'exists' : 'exist'
}

/** The first few by name, the rest as a number. */
export function firstOf(ids: readonly string[]): string {
  const more = ids.length - MOST_SHOWN
  return more > 0 ? `${ids.slice(0, MOST_SHOWN).join(', ')} and ${more} more` : ids.join(', ')
}
