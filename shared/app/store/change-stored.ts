/** Others write the same item at most a few times a second. */
const MOST_TRIES = 10

/**
 * Calls `attempt`, which reads, decides, and puts if what it read still stands, until it answers; `undefined`
 * means that somebody else was first. Answers `undefined` where that was so in all of `mostTries`.
 */
export async function retryOnConflict<Answer>(
  attempt: () => Promise<Answer | undefined>,
  mostTries = MOST_TRIES,
): Promise<Answer | undefined> {
  let answer: Answer | undefined
  for (let tries = 0; tries < mostTries && answer === undefined; tries += 1) answer = await attempt()
  return answer
}

/** As `retryOnConflict`, but throws in the end, an Error that says what kept changing while what was done. */
export async function changeStored<Answer>(
  name: string,
  attempt: () => Promise<Answer | undefined>,
  { mostTries = MOST_TRIES, meanwhile = 'it was written' } = {},
): Promise<Answer> {
  const answer = await retryOnConflict(attempt, mostTries)
  if (answer !== undefined) return answer
  throw new Error(`${name} changed ${String(mostTries)} times while ${meanwhile}`)
}
