import { httpTokenEndpoint } from '../../shared/adapters/oauth/token-endpoint.ts'
import { systemClock } from '../../shared/adapters/system-clock.ts'
import { tokenReader } from '../../shared/app/tokens/read-token.ts'
import { tokenRenewer } from '../../shared/app/tokens/renew-token.ts'
import type { SecretReference } from '../../shared/core/definition/monitor.ts'
import { GOOGLE_LOGIN } from '../support/grants/written-grants.ts'
import { memorySecrets } from '../support/memory/memory-secrets.ts'
import { memoryStore } from '../support/memory/memory-store.ts'
import type { TokenIssuer } from '../support/servers/token-issuer/token-issuer.ts'
import { memoryTokens } from '../support/worlds/renewal-world.ts'
import type { Granted } from './full-run.ts'
import type { MailboxName } from './mailboxes.ts'

/** As `full-run.ts` has every monitor name it. */
const GRANT: SecretReference = { store: 'env', name: 'GRANT' }

export interface GrantOfUser extends Granted {
  /** The token that the next login says. */
  read(): Promise<string>
}

/** A login of this mailbox's user, kept as a grant, whose tokens the issuer hands out. */
export function grantOf(mailbox: MailboxName, { tokens, tokenEndpoint }: TokenIssuer): GrantOfUser {
  const refreshToken = tokens.issueRefresh(GOOGLE_LOGIN.clientId, mailbox)
  const grant = JSON.stringify({ ...GOOGLE_LOGIN, refreshToken, tokenEndpoint })
  const kept = memoryTokens()
  const clock = systemClock
  const issued = new Set([refreshToken, GOOGLE_LOGIN.clientSecret])
  const putAccess: typeof kept.putAccess = (reference, token, hosts) => {
    issued.add(token.token)
    return kept.putAccess(reference, token, hosts)
  }
  const renewer = tokenRenewer({
    clock,
    grants: memorySecrets(() => grant),
    kept: { ...kept, putAccess },
    states: memoryStore(clock),
    endpoint: httpTokenEndpoint({ now: clock.now }),
  })
  const reader = tokenReader({
    kept,
    renewer,
    clock,
    nameOf: ({ name }) => `grant ${name}`,
    howToSet: ({ name }) => `set ${name}`,
  })
  return {
    tokens: reader,
    secrets: () => issued,
    async read() {
      const reading = await reader.readToken(GRANT, new AbortController().signal)
      if (reading.kind !== 'found') throw new Error(`no token: ${JSON.stringify(reading)}`)
      return reading.value
    },
  }
}
