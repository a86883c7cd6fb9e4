import { afterEach, beforeEach, describe } from 'vitest'

import { acceptedDefinitionContract } from './run-store/accepted-definitions.ts'
import { dayContract } from './run-store/days.ts'
import { grantContract } from './run-store/grants.ts'
import { deletedMessageContract } from './run-store/deleted-messages.ts'
import { incidentContract } from './run-store/incidents.ts'
import { locationContract } from './run-store/locations.ts'
import { onDemandContract } from './run-store/on-demand.ts'
import { mailEventContract } from './run-store/mail-events.ts'
import { openRunContract } from './run-store/open-runs.ts'
import { resultContract } from './run-store/results.ts'
import { resultsInOrderContract } from './run-store/results-in-order.ts'
import { refusedLoginContract } from './run-store/refused-logins.ts'
import { stateContract } from './run-store/states.ts'
import { summaryContract } from './run-store/summaries.ts'
import { tlsSeenContract } from './run-store/tls-seen.ts'
import { toldAlertContract } from './run-store/told-alerts.ts'
import type { StoreUnderTest } from './run-store/store-under-test.ts'

/** What every `RunStore` must do. `makeStore` is called once a test. */
export function runStoreContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    const under = {} as StoreUnderTest
    beforeEach(async () => {
      Object.assign(under, await makeStore())
    })
    afterEach(() => under.close())

    openRunContract(under)
    resultContract(under)
    resultsInOrderContract(under)
    dayContract(under)
    stateContract(under)
    summaryContract(under)
    refusedLoginContract(under)
    grantContract(under)
    incidentContract(under)
    tlsSeenContract(under)
    deletedMessageContract(under)
    toldAlertContract(under)
    mailEventContract(under)
    onDemandContract(under)
    acceptedDefinitionContract(under)
    locationContract(under)
  })
}
