import { onTestFinished } from 'vitest'

import type { DemoMailOptions, DemoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import { demoMailServer } from '../../../local/demo-mail/demo-mail-server.ts'
import type { RawClient } from './raw-client.ts'
import { pop3Login } from './raw-client.ts'

export const ALICE = { address: 'alice@roundtrip.test', userid: 'alice', password: 'open sesame' }
export const BOB = { address: 'bob@roundtrip.test', userid: 'bob', password: 'swordfish' }

/** A demo mail server for Alice and Bob that closes with the test. */
export async function serverForTest(options: Partial<DemoMailOptions> = {}): Promise<DemoMailServer> {
  const server = await demoMailServer({ accounts: [ALICE, BOB], ...options })
  onTestFinished(() => server.close())
  return server
}

/** A session of Alice's, logged in. */
export async function aliceAt(server: DemoMailServer): Promise<RawClient> {
  const { client, reply } = await pop3Login(server.pop3Port, ALICE.userid, ALICE.password)
  if (!reply.startsWith('+OK')) throw new Error(`login refused: ${reply}`)
  return client
}
