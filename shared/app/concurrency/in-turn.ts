/** The last piece of work of each line, by whose it is and by its key. */
const lines = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Does pieces of work of one owner and key one after another, in the order in which they come, within this
 * process; a failure is the caller's and holds up nobody else.
 */
export async function inTurn<T>(owner: object, key: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(owner) ?? new Map<string, Promise<unknown>>()
  lines.set(owner, line)
  const done = (line.get(key) ?? Promise.resolve()).then(work)
  const over = done.catch(() => undefined)
  line.set(key, over)
  try {
    return await done
  } finally {
    if (line.get(key) === over) line.delete(key)
  }
}
