/** Codes of Node's sockets and resolver. */
const CODES: readonly unknown[] = [
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'],
  'ENETUNREACH',
]

/** Whether the way to AWS, or to the store, is at fault. */
export function isUnreachable(error: Error): boolean {
  return 'code' in error && CODES.includes(error.code)
}
