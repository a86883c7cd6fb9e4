import { referenceText } from '../../core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../core/definition/monitor.ts'
import { changeStored } from '../store/change-stored.ts'
import type { GrantStateStore, Renewal, TokenRenewer } from '../ports/token-renewal.ts'

export interface RenewAheadPorts {
  renewer: TokenRenewer
  states: GrantStateStore
  /** Whether a monitor names it; absent: each is taken to be. */
  isUsed?: (grant: SecretReference) => Promise<boolean>
}

/**
 * What the watchdog has started: renews a token whose time has come, if a monitor still names its grant. One that
 * none names is not asked for again until a run does.
 */
export async function renewAhead(
  grant: SecretReference,
  signal: AbortSignal,
  { renewer, states, isUsed }: RenewAheadPorts,
): Promise<Renewal | { kind: 'unused' }> {
  if (!isUsed || (await isUsed(grant))) return renewer.renew(grant, signal)
  await dropRenewal(referenceText(grant), states)
  return { kind: 'unused' }
}

function dropRenewal(grant: string, states: GrantStateStore): Promise<boolean> {
  return changeStored(`the state of grant ${grant}`, async () => {
    const state = await states.findGrant(grant)
    if (state?.renewAt === undefined) return false
    const { renewAt: _, ...left } = state
    return (await states.putGrant({ ...left, version: state.version + 1 })) || undefined
  })
}
