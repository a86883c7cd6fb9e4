import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { INSTALLATION_KEY } from '../../../shared/adapters/dynamodb/items/keys.ts'
import { faultProxy } from '../../support/fault-proxy/fault-proxy.ts'
import { forgetRuns } from '../account/ageing.ts'
import { PASSWORD } from '../account/demo-mail.ts'
import { endpointVariables, withVariables } from '../account/function-variables.ts'
import { HEALINGS, noPassUnderWay } from './healing.ts'
import { deadLetterQueues } from '../account/queues.ts'
import { type Verdict, expectOneRun } from '../monitors/run-verdict.ts'
import { SETTINGS, mail, stackWith } from '../account/shared-stack.ts'
import { minutesAgo } from '../account/stack.ts'
import { type CallName, WAYS, type Way, callsOf, lanes, strike } from './struck-calls.ts'

/** Each serves one run at a time. */
const MONITORS = ['struck-a', 'struck-b', 'struck-c', 'struck-d']

/** A call of AWS that is not answered takes 5 s, and is not to end the run. */
const stack = await stackWith({
  settings: SETTINGS,
  monitors: MONITORS.map((name) => mail.monitor(name, { timeoutSeconds: 10 })),
})
const proxy = await faultProxy(process.env.AWS_ENDPOINT_URL ?? '')
const probe = await withVariables(stack.output('ProbeFunction'), endpointVariables(proxy.url))
for (const name of MONITORS) await stack.setSecret(name, PASSWORD)
const withMonitor = lanes(MONITORS)
const letters = await deadLetterQueues(stack)
const lettersBefore = await letters.counts()

afterAll(async () => {
  mail.faults.clear()
  await probe.restore()
  await proxy.close()
})

interface Scenario {
  title: string
  prepare(): void
  verdict: Verdict
}

const GOOD: Scenario = {
  title: 'a run whose message comes back',
  prepare: () => mail.faults.clear(),
  verdict: { outcome: 'delivered', alerts: [] },
}
const REFUSED: Scenario = {
  title: 'a run whose message is refused',
  prepare: () => mail.faults.rejectRecipient({ code: 550, text: '5.7.1 Not today' }, { times: Infinity }),
  verdict: { outcome: 'failed', reason: 'recipient-rejected', alerts: ['opened'] },
}

for (const { title, prepare, verdict } of [GOOD, REFUSED]) {
  prepare()
  await probe.newProcesses()
  const calls = await withMonitor((monitorId) => callsOf(proxy, monitorId, () => fireAfresh(monitorId)))

  describe(title, () => {
    beforeAll(prepare)

    describe.each(WAYS)('is neither lost nor left half done when a call $title', (way) => {
      beforeAll(() => probe.newProcesses())

      test.concurrent.each(calls)('%s', (at) =>
        withMonitor((monitorId) => expectHealed({ monitorId, verdict, at, way })),
      )
    })
  })
}

describe('the first run of an installation is neither lost nor left half done when a call', () => {
  beforeAll(GOOD.prepare)
  beforeEach(async () => {
    await stack.results.delete(INSTALLATION_KEY)
    await probe.newProcesses()
  })

  const calls = ['dynamodb GetItem #1', 'dynamodb PutItem #1']
  test.each(WAYS.flatMap((way) => calls.map((at) => ({ at, way }))))('$way.title: $at', ({ at, way }) =>
    withMonitor((monitorId) =>
      expectHealed({ monitorId, verdict: GOOD.verdict, at, way, about: INSTALLATION_KEY.monitorId }),
    ),
  )
})

test('no event was given up on', async () => {
  expect(await letters.counts()).toEqual({ ...lettersBefore, waiting: 0 })
})

interface Struck {
  monitorId: string
  verdict: Verdict
  at: CallName
  way: Way
  /** What the call is about; default the monitor. */
  about?: string
}

/** One event of the rule, one call that fails, Lambda's retries, and whatever else heals. */
async function expectHealed({ monitorId, verdict, at, way, about = monitorId }: Struck): Promise<void> {
  const striking = strike(proxy, at, way, about)
  let alertsBefore = await fireAfresh(monitorId)
  if (!striking.struck) {
    // What a process has learned it does not ask for again.
    await probe.newProcesses()
    alertsBefore = await fireAfresh(monitorId)
  }
  expect(striking.struck, 'the call came').toBe(true)
  for (const heal of HEALINGS) await heal(stack, monitorId)
  const mayBeInconclusive = way.attempts === 'all'
  await expectOneRun(stack, monitorId, verdict, { alertsBefore, mayBeInconclusive })
}

/**
 * Fires the rule of a monitor that looks as if it had never run; answers how many alerts on it there had
 * been.
 */
async function fireAfresh(monitorId: string): Promise<number> {
  await forgetRuns(stack, monitorId)
  mail.empty(monitorId)
  const alertsBefore = await stack.alertsOn(monitorId)
  await noPassUnderWay()
  await stack.fire(monitorId, minutesAgo(0))
  return alertsBefore.length
}
