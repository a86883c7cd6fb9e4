/** An error and what caused it, one line each, for our own log; at most six deep. */
export function causesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error)) return typeof error === 'string' ? [error] : []
  const inner = error instanceof AggregateError ? (error.errors as unknown[]) : [error.cause]
  const below = depth < 5 ? inner.flatMap((cause) => causesOf(cause, depth + 1)) : []
  return [`${error.name}: ${error.message}`, ...below]
}
