import { SSMClient } from '@aws-sdk/client-ssm'
import { expect, test } from 'vitest'

import { cachedSecrets } from '../../../shared/adapters/secrets/cached-secrets.ts'
import { ssmSecrets } from '../../../shared/adapters/secrets/ssm-secrets.ts'
import { systemClock } from '../../../shared/adapters/system-clock.ts'
import { FUNCTION_PATIENCE, clientInTime } from '../../../shared/adapters/aws/client-in-time.ts'
import { SECOND } from '../../../shared/core/time/units.ts'
import { FAKE_AWS, recordingEndpoint, refusal } from '../../support/aws/recording-endpoint.ts'

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

test('300 probes that start at once all get their password from a store of 40 calls a second', async () => {
  const ssm = await throttledSsm()
  const signal = AbortSignal.timeout(60 * SECOND)
  try {
    const probes = Array.from({ length: 300 }, () => {
      const client = clientInTime(SSMClient, FUNCTION_PATIENCE, { ...FAKE_AWS, endpoint: ssm.url })
      return cachedSecrets(ssmSecrets({ client, stackName: 'Roundtrip' }), { clock: systemClock })
    })
    const begun = performance.now()
    const read = probes.map((secrets) => secrets.read([{ store: 'ssm', name: 'inbox' }], signal))
    const readings = (await Promise.all(read)).flat()
    expect(readings.filter(({ kind }) => kind === 'found')).toHaveLength(300)
    const seconds = (performance.now() - begun) / SECOND
    console.log(`300 probes, ${ssm.requests.length} calls, all read after ${seconds.toFixed(1)} s`)
  } finally {
    await ssm.close()
  }
})
