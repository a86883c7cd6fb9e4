/**
 * `[IN-USE]`, `[SYS/TEMP]`: levels of letters, digits and hyphens, as all registered ones (RFC 2449 §8). Some
 * servers add seconds, as in `[LOGIN-DELAY 60]`.
 */
const RESPONSE_CODE = /^\[([a-z0-9-]{1,32}(?:\/[a-z0-9-]{1,32}){0,3})(?: \d{1,10})?\]/i

/**
 * The response code at the beginning of a refusal, in capitals and without brackets. It is taken also from a
 * server that does not announce RESP-CODES: GNU and older servers send it all the same.
 */
export function responseCode(text: string): string | undefined {
  return RESPONSE_CODE.exec(text)?.[1]?.toUpperCase()
}
