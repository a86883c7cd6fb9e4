import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { expect } from 'vitest'

import { openApiDocument } from '../../shared/http/openapi/document.ts'
import { ROUTES } from '../../shared/http/routes.ts'

interface Operation {
  operationId: string
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

export const document = openApiDocument(ROUTES, '0.1.0') as Document

const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
const compiled = new Map<object, ValidateFunction>()

/** Fails where an answer of a documented path is none that the document knows, or has a field that it does not name. */
export function agreesWithDocument(
  method: string,
  target: string,
  { status, headers, body }: { status: number; headers: Headers; body: unknown },
): void {
  const [path = ''] = target.split('?')
  const operation = operationAt(path)?.[method.toLowerCase()]
  if (!operation) return
  const answer = operation.responses[status]
  expect(answer, `${operation.operationId} answers ${status}, which the document does not say`).toBeDefined()
  const [type = ''] = (headers.get('content-type') ?? '').split(';')
  const schema = answer?.content?.[type]?.schema
  if (body === false || !schema) return
  const validate = compiled.get(schema) ?? compile(schema)
  validate(body)
  expect(validate.errors ?? [], `${operation.operationId} ${status}`).toEqual([])
}

function operationAt(path: string): Record<string, Operation> | undefined {
  const found = Object.entries(document.paths).find(([template]) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  return found?.[1]
}

function compile(schema: object): ValidateFunction {
  const { components } = document
  const validate = ajv.compile(closed({ ...schema, components }) as object)
  compiled.set(schema, validate)
  return validate
}

/** With no fields but those that are named: clients take more, and tests find what nobody wrote down. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in schema && 'type' in schema && !('additionalProperties' in schema)
    ? { ...inner, additionalProperties: false }
    : inner
}
