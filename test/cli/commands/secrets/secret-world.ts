import { onTestFinished } from 'vitest'

import type { Surroundings } from '../../../../cli/surroundings.ts'
import { parseStoredSecret } from '../../../../shared/core/definition/stored-secret.ts'
import { ssmEndpoint } from '../../../support/aws/recording-endpoint.ts'
import { TABLES, account } from '../../account.ts'
import { says } from '../../says.ts'
import { STACK } from '../../surroundings.ts'

/** What a stack says whose probes read secrets with hosts. */
export const KNOWS_HOSTS = { ...TABLES, SecretForm: '1' }
export const PARAMETER = `/roundtrip/${STACK}/inbox`

type Row = readonly [monitorId: string, definition: Record<string, unknown>]

/** An account with these stacks, and these rows in the Monitors table, in which `ssm:inbox` is to be set. */
export async function secretWorld(stacks: Parameters<typeof account>[0], ...rows: readonly Row[]) {
  const { env: own, monitors } = await account(stacks)
  const stored = new Map<string, string>()
  const ssm = await ssmEndpoint(stored)
  onTestFinished(() => ssm.close())
  const env = { ...own, AWS_ENDPOINT_URL_SSM: ssm.url }
  for (const [monitorId, definition] of rows)
    await monitors.put({ monitorId, managedBy: 'table', revision: 1, definition }, undefined)
  return {
    env,
    stored,
    /** `secret set inbox`, with a password on standard input. */
    set: (options: readonly string[] = [], change: Partial<Surroundings> = {}) =>
      says(['secrets', 'set', 'inbox', ...options], {
        env,
        readSecret: () => Promise.resolve('hunter2'),
        ...change,
      }),
    /** Those that it is stored for, or `bare`. */
    hosts() {
      const secret = parseStoredSecret(stored.get(PARAMETER) ?? '')
      return secret.kind === 'bound' ? secret.hosts : secret.kind
    },
  }
}

export const mailbox = (host: string, password = 'ssm:inbox') => ({
  mailbox: { server: `pop3s://${host}`, userid: 'probe', password },
})

export const smtp = (host: string, password = 'ssm:inbox') => ({
  smtp: { server: `smtp://${host}:587`, userid: 'probe', password },
})
