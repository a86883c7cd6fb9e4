import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, test } from 'vitest'

import { cachedSecrets } from '../../../shared/adapters/secrets/cached-secrets.ts'
import { ssmSecrets } from '../../../shared/adapters/secrets/ssm-secrets.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { FUNCTION_PATIENCE, clientInTime } from '../../../shared/adapters/aws/client-in-time.ts'
import type { RunStore } from '../../../shared/app/ports/run-store.ts'
import { type HandledRun, handleRun } from '../../../shared/app/run/handle-run.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { FAKE_AWS, recordingEndpoint, refusal } from '../../support/aws/recording-endpoint.ts'
import { memoryMail } from '../../support/memory/memory-mail.ts'
import { memoryStore } from '../../support/memory/memory-store.ts'
import { DEFINITION, runWorld } from '../../support/worlds/run-world.ts'

/** Of Parameter Store at its default throughput (AWS General Reference, "Systems Manager endpoints and quotas"). */
const CALLS_A_SECOND = 40

/** Takes so many calls a second, and refuses the others as SSM does. */
function throttledSsm() {
  let second = 0
  let calls = 0
  return recordingEndpoint(({ body }) => {
    const now = Math.floor(Date.now() / SECOND)
    if (now !== second) [second, calls] = [now, 0]
    if (++calls > CALLS_A_SECOND) return refusal('ThrottlingException', 'Rate exceeded')
    const { Names = [] } = JSON.parse(body) as { Names?: string[] }
    return { body: JSON.stringify({ Parameters: Names.map((Name) => ({ Name, Value: 'secret' })) }) }
  })
}

/** One probe as a Lambda that starts cold: clients, caches and mail of its own, over one table. */
async function run(monitorId: string, ssmUrl: string, runs: RunStore): Promise<HandledRun> {
  const world = await runWorld()
  const client = clientInTime(SSMClient, FUNCTION_PATIENCE, { ...FAKE_AWS, endpoint: ssmUrl })
  await world.monitors.put(
    { monitorId, managedBy: 'table', revision: 1, definition: { ...DEFINITION, monitorId } },
    undefined,
  )
  const ports = {
    ...world.ports,
    clock: systemClock,
    mail: memoryMail(systemClock),
    secrets: cachedSecrets(ssmSecrets({ client, stackName: 'Roundtrip' }), { clock: systemClock }),
    runs,
  }
  const request = {
    monitorId,
    location: 'local',
    scheduledAt: systemClock.now(),
    trigger: 'schedule',
  } as const
  return handleRun(request, ports)
}

test('300 probes that start at once all deliver, by passwords from a store of 40 calls a second', async () => {
  const ssm = await throttledSsm()
  const runs = memoryStore(systemClock)
  try {
    const begun = performance.now()
    const handled = await Promise.all(Array.from({ length: 300 }, (_, n) => run(`inbox-${n}`, ssm.url, runs)))
    const reasons = handled.map((one) =>
      one.kind === 'recorded' ? (one.result.reason ?? 'delivered') : one.kind,
    )
    expect(reasons).toEqual(Array.from({ length: 300 }, () => 'delivered'))
    const seconds = (performance.now() - begun) / SECOND
    console.log(`300 runs, ${ssm.requests.length} calls, all delivered after ${seconds.toFixed(1)} s`)
  } finally {
    await ssm.close()
  }
})
