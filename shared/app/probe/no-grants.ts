import { looksLikeGrant } from '../../core/grant/looks-like-grant.ts'
import type { SecretReader } from '../ports/secrets.ts'

/**
 * The same passwords, but for what is a grant, or was meant as one: where both lie in one place, a definition that
 * names a grant as its password must not have a client secret said to a mail server.
 */
export function noGrants({ read, howToSet }: SecretReader): SecretReader {
  return {
    howToSet,
    read: async (...asked) =>
      (await read(...asked)).map((reading) => {
        if (reading.kind !== 'found' || !looksLikeGrant(reading.value)) return reading
        const { reference, fullName } = reading
        const problem = 'is an OAuth2 grant and no password: name it as grant in the definition'
        return { reference, fullName, kind: 'unreadable', problem }
      }),
  }
}
