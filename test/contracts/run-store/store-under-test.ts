import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import type { FakeClock } from '../../support/fake-clock.ts'

/** A fresh, empty table: two stores on it, as two processes have them, and the clock that both go by. */
export interface StoreUnderTest {
  store: RunStore
  another: RunStore
  clock: FakeClock
  close(): Promise<void>
}

/** All of them, page by page. */
export async function listed<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
