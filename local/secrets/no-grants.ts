import type { SecretReader } from '../../shared/app/ports/secrets.ts'
import { parseGrant } from '../../shared/core/grant/parse-grant.ts'

/**
 * The same passwords, but for what is a grant: both lie under one name here, and a row that names a grant as its
 * password must not have a client secret said to a mail server.
 */
export function noGrants({ read, howToSet }: SecretReader): SecretReader {
  return {
    howToSet,
    read: async (...asked) =>
      (await read(...asked)).map((reading) => {
        if (reading.kind !== 'found' || !parseGrant(reading.value).ok) return reading
        const { reference, fullName } = reading
        const problem = 'is an OAuth2 grant and no password: name it as grant in the definition'
        return { reference, fullName, kind: 'unreadable', problem }
      }),
  }
}
