import {
  OWN_PROCESS_PATIENCE,
  type Patience,
  clientInTime,
} from '../../../shared/adapters/aws/client-in-time.ts'
import type { AwsFault } from '../fault-proxy/fault-plan.ts'
import { faultProxy } from '../fault-proxy/fault-proxy.ts'
import { FAKE_AWS, type RecordingEndpoint } from './recording-endpoint.ts'

/** Soon given up, and only ever asked of a Region that does not answer: nothing is told by it but that. */
const IMPATIENT: Patience = { connectMs: 20_000, answerMs: 50 }

/** A client of the SDK, as `clientInTime` takes it. */
type AwsClient = Parameters<typeof clientInTime>[0] extends new (config: object) => infer Client
  ? Client
  : never

/** A service in one Region, behind a proxy that can make each call fail. */
export async function failingRegion<Client extends AwsClient & { destroy(): void }>(
  Kind: new (config: object) => Client,
  behind: RecordingEndpoint,
) {
  const proxy = await faultProxy(behind.url)
  // Only SQS has the last of them: its calls go where the queue's URL points otherwise.
  const settings = { ...FAKE_AWS, endpoint: proxy.url, useQueueUrlAsEndpoint: false }
  const patient = clientInTime(Kind, OWN_PROCESS_PATIENCE, settings)
  const impatient = clientInTime(Kind, IMPATIENT, { ...settings, maxAttempts: 2 })
  let failing = false
  return {
    client: (): Client => (failing ? impatient : patient),
    /** Each call fails so from now on. */
    fail(fault: AwsFault): void {
      failing = true
      proxy.failEvery(1, [fault])
    },
    behave(): void {
      failing = false
      proxy.behave()
    },
    async close(): Promise<void> {
      patient.destroy()
      impatient.destroy()
      await proxy.close()
      await behind.close()
    },
  }
}
