import { Problem } from '../problem.ts'

/** A field of the query that is well-formed and makes no sense all the same. */
export function invalidQuery(path: string, message: string): Problem {
  return new Problem('invalid-query', { detail: `${path}: ${message}`, problems: [{ path, message }] })
}
