import type { GrantStateStore } from '../../shared/app/ports/token-renewal.ts'
import { referenceText } from '../../shared/core/definition/fields/secret-reference.ts'
import type { SecretReference } from '../../shared/core/definition/monitor.ts'

// On one machine `ssm:NAME` and `secretsmanager:NAME` are one secret: of a grant, one token and one state are kept.

/** The name that tokens of a grant, and its state, are kept by: `ssm:NAME` for both. */
export function nameInOneStore(grant: SecretReference): string {
  return ofOneStore(referenceText(grant))
}

/** The same states, found by either name of their grant. */
export function statesInOneStore<Store extends GrantStateStore>(states: Store): Store {
  return {
    ...states,
    findGrant: (grant) => states.findGrant(ofOneStore(grant)),
    putGrant: (state) => states.putGrant({ ...state, grant: ofOneStore(state.grant) }),
  }
}

/** Both names of a grant where it has two. */
export function namesInOneStore({ store, name }: SecretReference): SecretReference[] {
  return store === 'env'
    ? [{ store, name }]
    : (['ssm', 'secretsmanager'] as const).map((one) => ({ store: one, name }))
}

function ofOneStore(grant: string): string {
  return grant.replace(/^secretsmanager:/, 'ssm:')
}
