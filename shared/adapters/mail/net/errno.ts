/** Node's or OpenSSL's code of an error, as `ECONNREFUSED` or `ERR_SSL_WRONG_VERSION_NUMBER`. */
export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
