/** What a server says it can do (RFC 2449 §5), as far as it matters here. */
export interface Capabilities {
  stls: boolean
  /** TOP (RFC 2449 §6.1). */
  top: boolean
  /** USER and PASS (RFC 2449 §6.3). */
  user: boolean
  /** AUTH PLAIN (RFC 5034 §6, RFC 4616). */
  saslPlain: boolean
  /** AUTH CRAM-MD5 (RFC 5034 §4, RFC 2195). */
  saslCramMd5: boolean
}

/** Reads the body of a CAPA reply; names count in any case, a name given twice adds up. */
export function parseCapabilities(body: string): Capabilities {
  const entries = body
    .toUpperCase()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/[ \t]+/))
  const has = (name: string) => entries.some((entry) => entry[0] === name)
  const hasSasl = (mechanism: string) =>
    entries.some(([name, ...mechanisms]) => name === 'SASL' && mechanisms.includes(mechanism))
  return {
    stls: has('STLS'),
    top: has('TOP'),
    user: has('USER'),
    saslPlain: hasSasl('PLAIN'),
    saslCramMd5: hasSasl('CRAM-MD5'),
  }
}
