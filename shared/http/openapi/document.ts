import { PROBLEMS, type ProblemSlug } from '../problem.ts'
import type { Answer, Entries, Route } from '../route.ts'
import { API } from './api.ts'
import { DEFINITION } from './definition-schema.ts'
import { TAGS } from './tags.ts'
import { answerSchemaOf, inputSchemaOf } from './json-schema.ts'

/** Any route may answer these. */
const EVERYWHERE: readonly ProblemSlug[] = [
  'invalid-query',
  'no-key',
  'foreign-host',
  'foreign-origin',
  'not-allowed',
  'access-denied',
  'internal-error',
  'no-credentials',
  'store-unavailable',
]

/** The OpenAPI 3.1 document of these routes, made of the same declarations that they are served by. */
export function openApiDocument(routes: readonly Route[], version: string): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    ;(paths[`${API}${route.path}`] ??= {})[route.method] = operationOf(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Roundtrip',
      version,
      description: 'Round-trip email monitors: what they found, how they are defined, and tests on demand.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ key: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name, description: TAGS[name] })),
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Definition: DEFINITION, Problem: PROBLEM_SCHEMA },
    },
  }
}

function operationOf(route: Route): object {
  const { operationId, tag, summary, description, needs, params = {}, query = {}, body } = route
  const parameters = [
    ...parametersIn('path', params),
    ...parametersIn('query', query),
    ...Object.entries(route.headers ?? {}).map(([name, header]) => ({
      name,
      in: 'header',
      description: header.description,
      ...(header.required && { required: true }),
      schema: { type: 'string' },
    })),
  ]
  return {
    operationId,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    'x-needs': needs,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: { [body.type ?? 'application/json']: { schema: inputSchemaOf(body.schema) } },
      },
    }),
    responses: { ...answersOf(route.answers), ...problemsOf(route) },
  }
}

function parametersIn(place: 'path' | 'query', entries: Entries): object[] {
  return Object.entries(entries).map(([name, field]) => {
    const { description, ...schema } = inputSchemaOf(field)
    const required = place === 'path' || field.type !== 'optional'
    return { name, in: place, description, ...(required && { required }), schema }
  })
}

function answersOf(answers: Readonly<Record<number, Answer>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema, texts = [], headers }]) => [
      status,
      {
        description,
        ...(headers && {
          headers: Object.fromEntries(
            Object.entries(headers).map(([name, about]) => [
              name,
              { description: about, schema: { type: 'string' } },
            ]),
          ),
        }),
        ...(schema && {
          content: {
            'application/json': { schema: answerSchemaOf(schema) },
            ...Object.fromEntries(texts.map((type) => [type, { schema: { type: 'string' } }])),
          },
        }),
      },
    ]),
  )
}

/** Those of one status together. */
function problemsOf({ problems = [], body }: Route): Record<string, object> {
  const all: ProblemSlug[] = [
    ...EVERYWHERE,
    ...problems,
    ...(body ? (['not-json', 'not-json-type', 'invalid-body', 'body-too-large'] as const) : []),
  ]
  const byStatus = Map.groupBy([...new Set(all)], (slug) => PROBLEMS[slug][0])
  return Object.fromEntries(
    [...byStatus].map(([status, slugs]) => [
      status,
      {
        description: slugs.map((slug) => `\`${slug}\`: ${PROBLEMS[slug][1]}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', description: '`urn:roundtrip:problem:` and the kind of problem.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence for people, with what to do.' },
    current: {
      type: 'object',
      description:
        'With `changed-meanwhile`: the monitor as it is written now. Its ETag is a header of the answer.',
      additionalProperties: true,
    },
    problems: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: {
          path: { type: 'string', description: 'The field, as `mailbox.server`; empty: the whole.' },
          message: { type: 'string' },
        },
      },
    },
  },
}
