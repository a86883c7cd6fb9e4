/**
 * Does `work` on every item, at most `limit` at a time; answers the errors by item. One failure holds up
 * nothing else.
 */
export async function inParallel<T>(
  items: Iterable<T>,
  limit: number,
  work: (item: T) => Promise<unknown>,
): Promise<Map<T, unknown>> {
  const failures = new Map<T, unknown>()
  const waiting = items[Symbol.iterator]()
  async function worker(): Promise<void> {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      try {
        await work(next.value)
      } catch (error) {
        failures.set(next.value, error)
      }
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return failures
}
