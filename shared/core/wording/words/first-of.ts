/** Names told before the rest is only counted. */
const MOST_SHOWN = 10

/** As `blog, shop, wiki`; of more than 10 the first, and how many more. */
export function firstOf(names: readonly string[]): string {
  const more = names.length - MOST_SHOWN
  return more > 0 ? `${names.slice(0, MOST_SHOWN).join(', ')} and ${more} more` : names.join(', ')
}
