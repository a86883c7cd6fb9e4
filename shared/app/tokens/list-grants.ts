import type { SecretReference } from '../../core/definition/monitor.ts'
import { isUsable } from '../../core/grant/grant-schedule.ts'
import type { GrantState } from '../../core/grant/grant-state.ts'
import type { EpochMs } from '../../core/time/units.ts'
import type { NamedSecret } from '../monitors/named-secrets.ts'
import type { GrantStateStore } from '../ports/token-renewal.ts'

/** A grant that rows name or a store holds, and what is known of it. */
export interface ListedGrant {
  reference: SecretReference
  /** As `ssm:office-365`. */
  grant: string
  /** Ids of the monitors that name it. */
  monitors: readonly string[]
  /** Hosts that its token is said to. */
  saidTo: readonly string[]
  /**
   * `unused`: no run has asked for a token yet. `good`: a token stands. `refused`: none stands, and the last request was
   * refused, as `state.refusal` says. `lapsed`: the last token ended, and the next run asks for another. `unreadable`:
   * its item in the store cannot be read.
   */
  condition: 'unused' | 'good' | 'refused' | 'lapsed' | 'unreadable'
  /** Absent: `unused` or `unreadable`. */
  state?: GrantState
}

export interface ListGrantsPorts {
  now: EpochMs
  states: Pick<GrantStateStore, 'findGrant'>
}

/** What is known of each of these grants; secrets and tokens are not read. Throws when the store is down. */
export async function listGrants(
  grants: readonly NamedSecret[],
  { now, states }: ListGrantsPorts,
): Promise<ListedGrant[]> {
  return Promise.all(
    grants.map(async ({ reference, secret: grant, monitors, saidTo }): Promise<ListedGrant> => {
      const listed = { reference, grant, monitors, saidTo }
      try {
        const state = await states.findGrant(grant)
        return state
          ? { ...listed, condition: conditionOf(state, now), state }
          : { ...listed, condition: 'unused' }
      } catch (error) {
        if (!isMisfit(error)) throw error
        return { ...listed, condition: 'unreadable' }
      }
    }),
  )
}

/** What the store said of the item itself; of a store that could not be asked it names the cause. */
function isMisfit(error: unknown): boolean {
  return error instanceof Error && error.name === 'StoreError' && error.cause === undefined
}

function conditionOf(state: GrantState, now: EpochMs): ListedGrant['condition'] {
  const { issuedAt, expiresAt, refusal } = state
  if (issuedAt !== undefined && expiresAt !== undefined && isUsable({ issuedAt, expiresAt }, now))
    return 'good'
  if (refusal) return 'refused'
  return issuedAt === undefined ? 'unused' : 'lapsed'
}
