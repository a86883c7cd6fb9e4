import type { Context } from 'hono'
import * as v from 'valibot'

import { problemOf, section } from '../../core/definition/fields/fields.ts'
import type { ProblemSlug } from '../problem.ts'
import { Problem, withMistakes } from '../problem.ts'
import type { Entries, Route, RouteRequest } from '../route.ts'
import { limitedText } from './limited-text.ts'

/** Deeper than anything that a body may say; what reads it calls itself once a level. */
const MOST_DEPTH = 20

/** What the route's schemas make of the request; throws `Problem` with every mistake of the part that has some. */
export async function readRequest(
  context: Context,
  { params = {}, query = {}, body }: Route,
): Promise<RouteRequest<Record<string, unknown>, Record<string, unknown>, unknown>> {
  return {
    params: readFields(context.req.param(), params, 'not-found'),
    query: readFields(queryOf(context), query, 'invalid-query'),
    body: body && readAs(await readJson(context, body), body.schema, 'invalid-body'),
    header: (name) => context.req.header(name),
  }
}

/** One that is given several times is a list, which no field takes. */
function queryOf(context: Context): Record<string, unknown> {
  const all = context.req.queries()
  return Object.fromEntries(
    Object.entries(all).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  )
}

function readFields(written: object, entries: Entries, slug: ProblemSlug): Record<string, unknown> {
  const read = readAs(written, section('parameters', entries as v.ObjectEntries), slug)
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined))
}

function readAs<T>(written: unknown, schema: v.GenericSchema<unknown, T>, slug: ProblemSlug): T {
  const parsed = v.safeParse(schema, written)
  if (parsed.success) return parsed.output
  throw withMistakes(slug, parsed.issues.map(problemOf))
}

async function readJson(
  context: Context,
  { type = 'application/json', maxOctets }: Pick<NonNullable<Route['body']>, 'type' | 'maxOctets'>,
): Promise<unknown> {
  const [given = ''] = (context.req.header('content-type') ?? '').toLowerCase().split(';')
  if (given.trim() !== type) {
    throw new Problem('not-json-type', {
      detail: `expected content-type ${type}, got ${given.trim() || 'none'}`,
    })
  }
  const written = parsed(await limitedText(context.req.raw, maxOctets))
  if (!isDeeper(written, MOST_DEPTH)) return written
  throw new Problem('invalid-body', { detail: `expected at most ${MOST_DEPTH} levels of objects and lists` })
}

/** The engine's own message would quote the body, and with it what may be a password. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new Problem('not-json', { detail: 'expected JSON' })
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1))
}
