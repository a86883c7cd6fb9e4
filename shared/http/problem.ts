import type { Problem as Mistake } from '../core/definition/monitor.ts'
import { describeProblem } from '../core/definition/parse-monitor.ts'
import { tameJson } from '../core/redaction/tame.ts'
import { answerText } from '../core/time/answer-text.ts'

/** Every kind of problem: its status and what it is called. The slug is what programs go by. */
export const PROBLEMS = {
  'invalid-query': [400, 'The query has mistakes'],
  'not-json': [400, 'The body is not JSON'],
  'no-key': [401, 'The key is missing or wrong'],
  'foreign-host': [403, 'The request names another host'],
  'foreign-origin': [403, 'The request comes from another web page'],
  'not-allowed': [403, 'This is not allowed here'],
  'access-denied': [403, 'AWS refused the request'],
  'not-found': [404, 'There is no such thing'],
  'method-not-allowed': [405, 'There is no such method here'],
  conflict: [409, 'It cannot be done as things are'],
  'managed-by-stack': [409, 'The monitor is defined in a file'],
  'changed-meanwhile': [412, 'It was changed since it was read'],
  'body-too-large': [413, 'The body is too large'],
  'not-json-type': [415, 'The body must be JSON'],
  'invalid-body': [422, 'The body has mistakes'],
  'no-if-match': [428, 'A change needs If-Match'],
  'too-many-requests': [429, 'Too many requests'],
  'internal-error': [500, 'Something failed here'],
  'no-credentials': [503, 'There are no AWS credentials that work'],
  'store-unavailable': [503, 'The store cannot be reached'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type ProblemSlug = keyof typeof PROBLEMS

/** What a problem says beside its kind. */
export interface ProblemFacts {
  /** One sentence for people, with what to do. */
  detail?: string
  /** Each mistake with the field it is about. */
  problems?: readonly Mistake[]
  /** What stands there now, where it is not what the caller has read. */
  current?: object
  headers?: Readonly<Record<string, string>>
}

/** Thrown by handlers, answered as `application/problem+json` (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly slug: ProblemSlug
  readonly facts: ProblemFacts

  constructor(slug: ProblemSlug, facts: ProblemFacts = {}, options?: ErrorOptions) {
    super(facts.detail ?? PROBLEMS[slug][1], options)
    this.slug = slug
    this.facts = facts
  }
}

/** With every mistake; the first of them is the sentence. */
export function withMistakes(slug: ProblemSlug, problems: readonly Mistake[]): Problem {
  const [first] = problems
  return new Problem(slug, { ...(first && { detail: describeProblem(first) }), problems })
}

/** A field of the query that is well-formed and makes no sense all the same. */
export function invalidQuery(path: string, message: string): Problem {
  return withMistakes('invalid-query', [{ path, message }])
}

/** As it goes over the wire. */
export function problemResponse({ slug, facts: { headers, ...facts } }: Problem): Response {
  const [status, title] = PROBLEMS[slug]
  const body = { type: `urn:roundtrip:problem:${slug}`, title, status, ...facts }
  return new Response(tameJson(answerText(body)), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}
