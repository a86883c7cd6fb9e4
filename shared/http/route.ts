import type * as v from 'valibot'

import type { HttpHome } from './home.ts'
import type { Needs } from './needs.ts'
import type { Tag } from './openapi/tags.ts'
import type { ProblemSlug } from './problem.ts'

export type Entries = Readonly<Record<string, v.GenericSchema>>

/** What the schemas make of these fields; one that was left out is absent. */
export type Read<E extends Entries> = {
  [K in keyof E as undefined extends v.InferOutput<E[K]> ? never : K]: v.InferOutput<E[K]>
} & {
  [K in keyof E as undefined extends v.InferOutput<E[K]> ? K : never]?: Exclude<
    v.InferOutput<E[K]>,
    undefined
  >
}

/** What a route answers with one status. */
export interface Answer {
  description: string
  /** Absent: there is no body. */
  schema?: v.GenericSchema
  /** Content types beside `application/json` that `Accept` may ask for; each is text. */
  texts?: readonly string[]
  headers?: Readonly<Record<string, string>>
}

export interface BodyDeclaration<B> {
  schema: v.GenericSchema<unknown, B>
  /** Default `application/json`. */
  type?: string
  /** Default 64 KB. */
  maxOctets?: number
}

/** What a handler is given: all of it has been checked. */
export interface RouteRequest<P, Q, B> {
  params: P
  query: Q
  body: B
  header(name: string): string | undefined
}

export interface RouteReply {
  status: number
  /** An object is answered as JSON; a string as it is, with a content type of its own. */
  body?: object | string
  headers?: Readonly<Record<string, string>>
}

export interface RouteDeclaration<P extends Entries, Q extends Entries, B> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Under `/api/v1`, with names in braces, as `/monitors/{monitorId}`. */
  path: string
  operationId: string
  tag: Tag
  summary: string
  description?: string
  needs: Needs
  /** It makes a run as the schedule would: who only looks may call it too, where the home says so. */
  isTest?: true
  params?: P
  query?: Q
  /** Names of request headers with what they do, as `If-Match`. */
  headers?: Readonly<Record<string, { description: string; required?: true }>>
  body?: BodyDeclaration<B>
  answers: Readonly<Record<number, Answer>>
  /** Beyond those of every route. */
  problems?: readonly ProblemSlug[]
  handle(request: RouteRequest<Read<P>, Read<Q>, B>, home: HttpHome): Promise<RouteReply>
}

/** A route whatever its parameters are. */
export type Route = RouteDeclaration<Entries, Entries, unknown>

/** Declares one route; its handler is given what the schemas make of the request. */
export function route<
  P extends Entries = object & Entries,
  Q extends Entries = object & Entries,
  B = undefined,
>(declared: RouteDeclaration<P, Q, B>): Route {
  return declared
}

export function ok(body: object, headers?: Readonly<Record<string, string>>): RouteReply {
  return { status: 200, body, ...(headers && { headers }) }
}
