import { describe } from 'vitest'

import { dayContract } from './run-store/days.ts'
import { openRunContract } from './run-store/open-runs.ts'
import { resultContract } from './run-store/results.ts'
import { stateContract } from './run-store/states.ts'
import type { MakeStore } from './run-store/store-under-test.ts'

/** What every `RunStore` must do. `makeStore` is called once a test. */
export function runStoreContract(name: string, makeStore: MakeStore): void {
  describe(name, () => {
    openRunContract(makeStore)
    resultContract(makeStore)
    dayContract(makeStore)
    stateContract(makeStore)
  })
}
