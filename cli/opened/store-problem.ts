import { awsProblem, isAwsProblem } from './aws-problem.ts'

/**
 * One sentence on what AWS or the database answered instead of doing what it was asked, `undefined` for an
 * error of another kind. What the table's adapter throws names operation and table itself.
 */
export function storeProblem(error: unknown, place: string): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.name === 'StoreError') {
    return isAwsProblem(error.cause, ['credentials', 'region'])
      ? awsProblem(error.cause)
      : `${error.message} (${place})`
  }
  return isAwsProblem(error) ? awsProblem(error) : undefined
}
