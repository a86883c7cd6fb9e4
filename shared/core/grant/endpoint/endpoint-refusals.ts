import { type GrantReason, isPassing } from '../../run/statuses.ts'
import { type GrantMark, markOf } from '../../run/refusals/whose-grant.ts'
import { HOUR, type Millis, SECOND } from '../../time/units.ts'
import { googleReason } from './google-refusals.ts'
import type { Asked, EndpointAnswer, EndpointRefusal, SaidError } from './said-error.ts'
import { microsoftReason } from './microsoft-codes.ts'
import { refusalDetail } from './refusal-detail.ts'

/** `Retry-After` beyond that is no wish that anybody would follow. */
const LONGEST_WAIT: Millis = HOUR

/** Which reason an answer is that holds no token; takes any text, hostile or broken. */
export function readRefusal(answer: EndpointAnswer, body: unknown, asked: Asked): EndpointRefusal {
  const said = saidError(body)
  if (!said) return withoutReason(answer, asked)
  const judged = reasonOf(answer, said, asked)
  const { reason, code } = judged
  const hint = judged.hint ?? whose(judged, asked)
  const waitMs = waitOf(answer, asked)
  return {
    kind: 'refused',
    reason,
    detail: refusalDetail(said, { hint, code, hide: asked.hide }),
    isPassing: isPassing(reason),
    ...(waitMs !== undefined && { waitMs }),
  }
}

/** A gateway before the endpoint says 429 in a form of its own. */
function withoutReason(answer: EndpointAnswer, asked: Asked): EndpointRefusal {
  const refusal = unavailable(withoutError(answer, asked), waitOf(answer, asked))
  return answer.status === 429 ? { ...refusal, reason: 'token-throttled' } : refusal
}

/** Nothing was heard that could be read; one sentence of ours. */
export function unavailable(detail: string, waitMs?: Millis): EndpointRefusal {
  const reason = 'token-endpoint-unavailable'
  return { kind: 'refused', reason, detail, isPassing: true, ...(waitMs !== undefined && { waitMs }) }
}

interface Judged {
  reason: GrantReason
  hint?: string | undefined
  code?: number | undefined
}

function reasonOf({ status }: EndpointAnswer, said: SaidError, asked: Asked): Judged {
  const { reason, code } = microsoftReason(said)
  if (reason) return { reason, code, hint: hintOf(reason, said, asked) }
  if (status === 429) return { reason: 'token-throttled', code }
  if (status >= 500) return { reason: 'token-endpoint-unavailable', code }
  if (asked.provider === 'google') {
    const google = googleReason(said, asked)
    if (google.reason) return { reason: google.reason, hint: google.hint }
  }
  return { reason: reasonOfError(said, asked), code }
}

/** What the words do not tell, and the advice on a stored grant depends on (`advice/grants.ts`). */
function whose({ reason, code }: Judged, { provider, kind }: Asked): string | undefined {
  if (kind === 'login') return undefined
  const isUsers = reason === 'grant-consent-missing' && kind === 'refresh-token'
  const marks: GrantMark[] = [
    ...(isUsers ? (['user'] as const) : []),
    ...(provider !== 'google' && code === undefined ? [provider] : []),
  ]
  return marks.length === 0 ? undefined : markOf(...marks)
}

/** RFC 6749 §5.2, where nothing more is known. */
function reasonOfError({ error, suberror }: SaidError, { kind }: Asked): GrantReason {
  if (suberror === 'consent_required') return 'grant-consent-missing'
  switch (error) {
    case 'invalid_client':
      return 'grant-secret-wrong'
    case 'invalid_grant':
      return kind === 'refresh-token' ? 'grant-login-expired' : 'grant-refused'
    case 'interaction_required':
    case 'login_required':
      // An app has nobody who could log in again.
      return kind === 'refresh-token' ? 'grant-login-expired' : 'grant-access-blocked'
    case 'consent_required':
    case 'unauthorized_client':
    case 'access_denied':
      return 'grant-consent-missing'
    case 'invalid_scope':
    case 'invalid_resource':
      return 'grant-scope-refused'
    case 'slow_down':
      return 'token-throttled'
    case 'temporarily_unavailable':
    case 'server_error':
      return 'token-endpoint-unavailable'
    default:
      return 'grant-refused'
  }
}

function hintOf(reason: GrantReason, { codes }: SaidError, { sentSecretId }: Asked): string | undefined {
  if (reason === 'grant-secret-wrong' && sentSecretId)
    return "the stored secret has the form of a secret's ID"
  if (codes.includes(50196)) return 'the same token was asked for again and again'
  return undefined
}

function saidError(body: unknown): SaidError | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const said = body as Readonly<Record<string, unknown>>
  // APIs of Google, and gateways, say {"error": {"status", "message"}}.
  const inner = typeof said.error === 'object' && said.error !== null ? said.error : undefined
  const { status, message, code } = (inner ?? {}) as Readonly<Record<string, unknown>>
  const error = inner ? text(status) || text(code) : text(said.error)
  const words = inner ? text(message) : text(said.error_description)
  const codes = [...listed(said.error_codes), ...numbersIn(words)]
  if (error === '' && codes.length === 0) return undefined
  return {
    error,
    suberror: text(said.suberror) || text(said.error_subtype),
    words,
    codes: [...new Set(codes)],
    correlationId: text(said.correlation_id),
    timestamp: text(said.timestamp),
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listed(codes: unknown): number[] {
  return Array.isArray(codes)
    ? codes.filter((code): code is number => Number.isInteger(code)).slice(0, 20)
    : []
}

function numbersIn(words: string): number[] {
  return [...words.matchAll(/AADSTS(\d{4,8})/g)].slice(0, 20).map(([, digits]) => Number(digits))
}

function withoutError({ status, text: body }: EndpointAnswer, { host }: Asked): string {
  if (status >= 300 && status < 400) return `${host} answered ${status}, a redirect, which is not followed`
  const what =
    body.trim() === ''
      ? 'nothing'
      : /^\s*(?:<!doctype|<html|<\?xml)/i.test(body)
        ? 'a page of HTML'
        : 'what is no OAuth2 answer'
  return `${host} answered ${status} and ${what}`
}

/** Seconds, or a date (RFC 9110 §10.2.3). */
function waitOf({ retryAfter }: EndpointAnswer, { now }: Asked): Millis | undefined {
  if (retryAfter === undefined) return undefined
  const wait = /^\d{1,9}$/.test(retryAfter) ? Number(retryAfter) * SECOND : Date.parse(retryAfter) - now
  return wait > 0 ? Math.min(wait, LONGEST_WAIT) : undefined
}
