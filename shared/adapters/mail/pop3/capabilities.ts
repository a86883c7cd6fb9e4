/** What a server says it can do (RFC 2449 §5), as far as it matters here. */
export interface Capabilities {
  stls: boolean
  /** TOP (RFC 2449 §6.1). */
  top: boolean
  /** USER and PASS (RFC 2449 §6.3). */
  user: boolean
  /** Mechanisms of AUTH (RFC 5034 §6), in upper case. */
  sasl: readonly string[]
  /** LOGIN-DELAY (RFC 2449 §6.5). */
  loginDelay: LoginDelay | undefined
}

export interface LoginDelay {
  seconds: number
  /** What holds for a user is told once they have logged in; until then it is the longest of all users'. */
  byUser: boolean
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
    loginDelay: loginDelayOf(entries.find(([name]) => name === 'LOGIN-DELAY')),
  }
}

function loginDelayOf([, seconds = '', of]: readonly string[] = []): LoginDelay | undefined {
  return /^0*[1-9]\d{0,6}$/.test(seconds) ? { seconds: Number(seconds), byUser: of === 'USER' } : undefined
}
