import { missingRight, missingRightText } from '../../shared/core/aws/missing-right.ts'
import type { PeoplePolicy } from '../../shared/core/aws/people.ts'
import { awsProblem, isAwsProblem } from './aws-problem.ts'

/** The database of local mode says this of what it does not know (`database-requests.ts`). */
const UNKNOWN_REQUEST = /an operation that this database does not have|: not as this operation has it/

/** What was asked for, for whom it is that AWS refuses. */
export interface Asked {
  /** Absent: of no stack. */
  stackName?: string | undefined
  needs?: PeoplePolicy | undefined
}

/**
 * One sentence on what AWS or the database answered instead of doing what it was asked, `undefined` for an
 * error of another kind. What the table's adapter throws names operation and table itself; what AWS does not
 * allow is named with the policy that does.
 */
export function storeProblem(
  error: unknown,
  place: string,
  { stackName, needs = 'look' }: Asked = {},
): string | undefined {
  if (!(error instanceof Error)) return undefined
  const right = missingRight(error)
  if (right && stackName !== undefined) return missingRightText(right, { stackName, needs })
  if (error.name === 'StoreError') {
    if (isAwsProblem(error.cause, ['credentials', 'region'])) return awsProblem(error.cause)
    return olderVersion(error, place) ?? `${error.message} (${place})`
  }
  return isAwsProblem(error) ? awsProblem(error) : undefined
}

/** Why a database of this machine refuses what this version asks. */
function olderVersion({ message }: Error, place: string): string | undefined {
  if (!UNKNOWN_REQUEST.test(message)) return undefined
  return `the npm start that runs ${place} is of an older version: restart it`
}
