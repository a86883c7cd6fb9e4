/** The items of all sources in one order, of which each has its own in order; ends them where the reader stops. */
export async function* merged<T>(
  sources: readonly AsyncGenerator<T>[],
  isBefore: (a: T, b: T) => boolean,
): AsyncGenerator<T> {
  try {
    let heads = await Promise.all(sources.map(async (source) => ({ source, next: await source.next() })))
    for (;;) {
      heads = heads.filter(({ next }) => !next.done)
      const [first, ...others] = heads
      if (!first) return
      const head = others.reduce(
        (best, one) => (isBefore(one.next.value as T, best.next.value as T) ? one : best),
        first,
      )
      yield head.next.value as T
      head.next = await head.source.next()
    }
  } finally {
    await Promise.all(sources.map((source) => source.return(undefined)))
  }
}
