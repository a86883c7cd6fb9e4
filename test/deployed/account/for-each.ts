import { expect } from 'vitest'

import { inParallel } from '../../../shared/app/concurrency/in-parallel.ts'

/** Some at a time; none may fail. */
export async function forEach<T>(all: Iterable<T>, work: (one: T) => Promise<unknown>): Promise<void> {
  expect([...(await inParallel(all, 8, work)).values()]).toEqual([])
}
