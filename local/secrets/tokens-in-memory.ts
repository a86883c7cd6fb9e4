import type { GrantStateStore, TokenKeeper } from '../../shared/app/ports/token-renewal.ts'
import { referenceText } from '../../shared/core/definition/fields/secret-reference.ts'
import type { GrantState } from '../../shared/core/grant/grant-state.ts'
import type { AccessToken, RotatedToken } from '../../shared/core/grant/token.ts'

/** Tokens of a process that keeps nothing: they end with it. */
export function tokensInMemory(): { kept: TokenKeeper; states: GrantStateStore; rotated: () => string[] } {
  const access = new Map<string, AccessToken & { hosts?: readonly string[] }>()
  const refresh = new Map<string, RotatedToken>()
  const states = new Map<string, GrantState>()
  return {
    /** Grants whose refresh token was replaced, as `env:GRANT`. */
    rotated: () => [...refresh.keys()],
    kept: {
      findAccess: (grant) => Promise.resolve(access.get(referenceText(grant))),
      findRotated: (grant) => Promise.resolve(refresh.get(referenceText(grant))),
      putAccess(grant, token, hosts) {
        access.set(referenceText(grant), { ...token, ...(hosts && { hosts }) })
        return Promise.resolve()
      },
      putRotated(grant, token) {
        refresh.set(referenceText(grant), token)
        return Promise.resolve()
      },
    },
    states: {
      findGrant: (grant) => Promise.resolve(states.get(grant)),
      putGrant(state) {
        if ((states.get(state.grant)?.version ?? 0) !== state.version - 1) return Promise.resolve(false)
        states.set(state.grant, state)
        return Promise.resolve(true)
      },
    },
  }
}
