export interface IssuedToken {
  clientId: string
  user: string
  scope: string
}

interface Family {
  clientId: string
  user: string
  /** The one that was issued last. */
  newest: string
}

/** `none`: as Google; `microsoft`: each answer has a new one, all stay valid; `strict`: the old one kills all. */
export type Rotation = 'none' | 'microsoft' | 'strict'

/** Which tokens of an issuer are valid: theirs are numbers, so that each can be told in a test. */
export function issuedTokens(rotation: Rotation) {
  const access = new Map<string, IssuedToken>()
  const refresh = new Map<string, Family>()
  // Beside the numbers of Microsoft's refusals zeros in a row would look said back.
  let number = 0
  const next = (what: string) => `${what}-${String(4700 + (number += 1))}-kQ7zXw2Vb9`

  return {
    access,
    issueAccess(token: IssuedToken): string {
      const text = next('access')
      access.set(text, token)
      return text
    },
    issueRefresh(clientId: string, user: string): string {
      const text = next('refresh')
      refresh.set(text, { clientId, user, newest: text })
      return text
    },
    /** The user of a refresh token, and the one that comes in its place; `undefined`: it is dead. */
    useRefresh(text: string, clientId: string): { user: string; rotated?: string } | undefined {
      const family = refresh.get(text)
      if (family?.clientId !== clientId) return undefined
      if (rotation === 'none') return { user: family.user }
      if (rotation === 'strict' && family.newest !== text) {
        for (const [other, its] of refresh) if (its === family) refresh.delete(other)
        return undefined
      }
      const rotated = next('refresh')
      family.newest = rotated
      refresh.set(rotated, family)
      return { user: family.user, rotated }
    },
    /** As RFC 7662 §2.2 has it. */
    introspect(text: string) {
      const token = access.get(text)
      if (!token) return { active: false }
      return {
        active: true,
        username: token.user,
        client_id: token.clientId,
        scope: token.scope,
        token_type: 'Bearer',
      }
    },
    revokeAll(): void {
      access.clear()
      refresh.clear()
    },
  }
}
