import { fakeClock } from '../support/fake-clock.ts'
import { memoryStore } from '../support/memory/memory-store.ts'
import { memoryTable } from '../support/memory/memory-table.ts'
import { runStoreContract } from './run-store.ts'

runStoreContract('the run store in memory', () => {
  const clock = fakeClock()
  const table = memoryTable()
  return Promise.resolve({
    clock,
    store: memoryStore(clock, table),
    another: memoryStore(clock, table),
    close: () => Promise.resolve(),
  })
})
