import type { TokenReader } from '../../../shared/app/ports/tokens.ts'

/**
 * Access tokens that are handed out one after another: the first, and after a mail server refused one the next, as
 * long as there is one.
 */
export function handedTokens(tokens: readonly string[]): TokenReader {
  let issuedAt = 1
  return {
    readToken(reference, _signal, { refused } = {}) {
      if (refused === issuedAt && issuedAt < tokens.length) issuedAt += 1
      const value = tokens[issuedAt - 1] ?? ''
      const named = { reference, fullName: `grant ${reference.name}` }
      return Promise.resolve({ ...named, kind: 'found', value, issuedAt, expiresAt: Infinity })
    },
    howToSet: ({ name }) => `set grant ${name}`,
  }
}
