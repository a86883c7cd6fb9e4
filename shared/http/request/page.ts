import * as v from 'valibot'

import { BadCursor } from '../../app/history/views/lists/bad-cursor.ts'
import { invalidQuery } from '../problem.ts'
import { countField, textField } from './fields.ts'

export const MOST_ITEMS = 200
export const DEFAULT_ITEMS = 50

/** The fields of the query of every list that grows. */
export const pageQuery = {
  limit: v.optional(countField('How many at most.', { most: MOST_ITEMS, byDefault: DEFAULT_ITEMS })),
  cursor: v.optional(textField('`next` of the page before.', 300)),
}

export interface PageQuery {
  limit?: number
  cursor?: string
}

/** What follows the item that the cursor names. Throws `Problem` where it names none. */
export function pageOf<T>(
  all: readonly T[],
  nameOf: (one: T) => string,
  { cursor, limit = DEFAULT_ITEMS }: PageQuery,
): { items: readonly T[]; next?: string } {
  const start = cursor === undefined ? 0 : all.findIndex((one) => nameOf(one) === cursor) + 1
  if (cursor !== undefined && start === 0) {
    throw invalidQuery('cursor', 'names nothing that is in this list now; begin again without it')
  }
  const items = all.slice(start, start + limit)
  const last = items.at(-1)
  return { items, ...(last !== undefined && start + limit < all.length && { next: nameOf(last) }) }
}

/** For the `catch` of a view that goes on after a cursor. */
export function cursorProblem(error: unknown): never {
  throw error instanceof BadCursor ? invalidQuery('cursor', error.message) : error
}
