/** What a server says it can do (RFC 2449 §5), as far as it matters here. */
export interface Capabilities {
  stls: boolean
  /** TOP (RFC 2449 §6.1). */
  top: boolean
  /** USER and PASS (RFC 2449 §6.3). */
  user: boolean
  /** Mechanisms of AUTH (RFC 5034 §6), in upper case. */
  sasl: readonly string[]
}

/** Reads the body of a CAPA reply; names count in any case, a name given twice adds up. */
export function parseCapabilities(body: string): Capabilities {
  const entries = body
    .toUpperCase()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/[ \t,]+/))
  const has = (name: string) => entries.some((entry) => entry[0] === name)
  return {
    stls: has('STLS'),
    top: has('TOP'),
    user: has('USER'),
    sasl: entries.flatMap(([name, ...mechanisms]) => (name === 'SASL' ? mechanisms : [])),
  }
}
