import { isRecord } from '../../core/definition/fields/fields.ts'
import { isLoopback } from '../../core/definition/fields/host-name.ts'
import type { EndpointAnswer } from '../../core/grant/endpoint/said-error.ts'
import { HOUR, type Millis, SECOND } from '../../core/time/units.ts'
import { parsedJson } from '../../core/redaction/parsed-json.ts'

/** RFC 8628 §3.2 */
export interface DeviceCode {
  deviceCode: string
  /** What the user types. */
  userCode: string
  /** Where. */
  verificationUri: string
  lifetime: Millis
  interval: Millis
}

const DEFAULT_INTERVAL = 5
const DEFAULT_LIFETIME = 900
/** However the number is written: there is always a pause. */
const LEAST_INTERVAL: Millis = SECOND
const PRINTABLE = /^[\x21-\x7E]{1,2048}$/
const USER_CODE = /^[A-Za-z0-9 -]{4,40}$/

/** `undefined`: the answer is none. What is shown to the user is checked: it comes from a server. */
export function readDeviceCode({ status, text }: EndpointAnswer): DeviceCode | undefined {
  if (status !== 200) return undefined
  const read = parsedJson(text)
  const body = isRecord(read) ? read : {}
  const { device_code: deviceCode, user_code: userCode, verification_uri: uri, verification_url: url } = body
  const verificationUri = uri ?? url
  if (!matches(deviceCode, PRINTABLE) || !matches(userCode, USER_CODE)) return undefined
  if (!matches(verificationUri, PRINTABLE) || !isForPeople(verificationUri)) return undefined
  return {
    deviceCode,
    userCode,
    verificationUri,
    lifetime: Math.min(seconds(body.expires_in, DEFAULT_LIFETIME), HOUR),
    interval: Math.max(LEAST_INTERVAL, Math.min(seconds(body.interval, DEFAULT_INTERVAL), HOUR)),
  }
}

function seconds(written: unknown, otherwise: number): Millis {
  const value = Number(written)
  return (Number.isFinite(value) && value > 0 ? value : otherwise) * SECOND
}

/** Whoever opens it logs in there: a page over TLS, or of this machine. */
function isForPeople(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname, username, password } = new URL(uri)
  if (username || password) return false
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')))
}

function matches(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value)
}
