import { readFileSync } from 'node:fs'
import path from 'node:path'

import { Ajv2020 } from 'ajv/dist/2020.js'

import { ROOT } from '../project.ts'

/** A JSON schema that stands in the docs, and whether what we send follows it. */
export interface PublishedSchema {
  published: Record<string, unknown>
  /** As any reader would judge it. */
  isValid(value: unknown): boolean
  /** Likewise, and every field that it does not explain. */
  mistakesIn(json: string): unknown[]
}

export function publishedSchema(file: string): PublishedSchema {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  const published = JSON.parse(text) as Record<string, unknown>
  const follows = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(published)
  const isExplained = new Ajv2020({ allErrors: true }).compile(closed(published) as object)
  return {
    published,
    isValid: (value) => follows(value),
    mistakesIn(json) {
      const value: unknown = JSON.parse(json)
      follows(value)
      isExplained(value)
      return [...(follows.errors ?? []), ...(isExplained.errors ?? [])]
    },
  }
}

/** The same without room for fields that it does not name. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed)
  if (typeof schema !== 'object' || schema === null) return schema
  const inside = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]))
  return 'properties' in schema && 'type' in schema ? { ...inside, additionalProperties: false } : inside
}
