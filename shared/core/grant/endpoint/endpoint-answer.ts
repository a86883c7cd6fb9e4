import { DAY, HOUR, type Millis, SECOND } from '../../time/units.ts'
import { readRefusal, unavailable } from './endpoint-refusals.ts'
import type { Asked, EndpointAnswer, EndpointRefusal } from './said-error.ts'
import { LONGEST_TOKEN } from '../token.ts'
import { parsedJson } from '../../redaction/parsed-json.ts'

export interface EndpointGrant {
  kind: 'granted'
  token: string
  lifetime: Millis
  /** Another than was sent. */
  refreshToken?: string
}

/** RFC 6749 §5.1 lets it be left out; everybody's default. */
const DEFAULT_LIFETIME: Millis = HOUR
/** Nobody's tokens live longer (Microsoft's up to 28 h); an end in years is a mistake of its server. */
const LONGEST_LIFETIME: Millis = DAY
/** RFC 6750 §2.1 and more: what can stand in a line. */
const TOKEN = /^[\x21-\x7E]+$/

/**
 * Takes an answer of a token endpoint apart, whatever it is. `sent`: the refresh token that was redeemed. A refusal
 * carries another one too, where one came: it may be the only one that still counts.
 */
export function readAnswer(
  answer: EndpointAnswer,
  asked: Asked,
  sent?: string,
): EndpointGrant | EndpointRefusal {
  const body = parsedJson(answer.text)
  if (answer.status !== 200 || !isObject(body)) return readRefusal(answer, body, asked)
  const next = nextRefreshToken(body, asked, sent)
  if (next.problem !== undefined) {
    // The next request would redeem the one before, which the endpoint may take for stolen by then.
    return { ...unavailable(`${asked.host} issued ${next.problem}`), isPassing: false }
  }
  const read = accessToken(body, answer, asked)
  return { ...read, ...(next.token !== undefined && { refreshToken: next.token }) }
}

function accessToken(
  body: Readonly<Record<string, unknown>>,
  answer: EndpointAnswer,
  asked: Asked,
): EndpointGrant | EndpointRefusal {
  if (body.access_token === undefined) return readRefusal(answer, body, asked)
  const problem = tokenProblem(body)
  if (problem !== undefined) return unavailable(`${asked.host} issued ${problem}`)
  const lifetime = lifetimeOf(body.expires_in)
  if (lifetime === undefined) return unavailable(`${asked.host} issued a token that has expired already`)
  return { kind: 'granted', token: body.access_token as string, lifetime }
}

/** Apps and service accounts have none, whatever came. */
function nextRefreshToken(
  { refresh_token: next }: Readonly<Record<string, unknown>>,
  { kind }: Asked,
  sent: string | undefined,
): { token?: string; problem?: string } {
  const isNone = typeof next !== 'string' || next === '' || next === sent
  if (isNone || kind === 'client-credentials' || kind === 'service-account') return {}
  const problem = textProblem(next, 'a refresh token')
  return problem === undefined ? { token: next } : { problem }
}

/** RFC 6749 §5.1; goes on after "issued". */
function tokenProblem({ access_token: token, token_type: type }: Readonly<Record<string, unknown>>) {
  if (typeof token !== 'string' || token === '') return 'a token that is no text'
  const problem = textProblem(token, 'a token')
  if (problem !== undefined) return problem
  // Left out by a few, though it must not be.
  if (type !== undefined && !(typeof type === 'string' && type.toLowerCase() === 'bearer')) {
    return 'a token of another type than Bearer'
  }
  return undefined
}

function textProblem(token: string, what: string): string | undefined {
  if (token.length > LONGEST_TOKEN) return `${what} of more than ${LONGEST_TOKEN} characters`
  return TOKEN.test(token)
    ? undefined
    : `${what} with spaces, line breaks or letters beyond ASCII, which cannot be sent`
}

/** `undefined`: it has expired. Some write the number as text. */
function lifetimeOf(written: unknown): Millis | undefined {
  const isText = typeof written === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(written)
  const seconds = isText ? Number(written) : written
  if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return DEFAULT_LIFETIME
  return seconds <= 0 ? undefined : Math.min(Math.ceil(seconds * SECOND), LONGEST_LIFETIME)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
