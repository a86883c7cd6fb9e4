import { tameLine } from '../redaction/tame.ts'
import { type EpochMs, isoInstant } from '../time/units.ts'
import { GOOGLE_MAIL_HOSTS, isEndpointOf, microsoftMailHosts } from './grant-endpoints.ts'
import { type Grant, providerOf } from './grant.ts'

const PROVIDER_NAMES = { microsoft: 'Microsoft 365', google: 'Google' } as const

/**
 * One line for people: everything that tells this grant from another, and nothing secret. A provider is named only
 * where its own endpoint is asked; any other endpoint by its host.
 */
export function grantSummary(grant: Grant): string {
  const parts = partsOf(grant).filter((part) => part !== undefined)
  return tameLine(parts.join(', '))
}

/** The mail hosts that a grant is for where nobody says otherwise; none of endpoints of one's own. */
export function hostsOfProvider(grant: Grant): readonly string[] {
  const provider = providerOf(grant)
  if (!isEndpointOf(provider, grant.tokenEndpoint)) return []
  return provider === 'google' ? GOOGLE_MAIL_HOSTS : microsoftMailHosts(grant.tokenEndpoint)
}

/** When what proves the client to the endpoint ends; `undefined`: it does not, or nobody wrote it down. */
export function endOfGrant(grant: Grant): EpochMs | undefined {
  switch (grant.kind) {
    case 'client-credentials':
      return grant.proof.endsAt
    case 'refresh-token':
      return grant.clientSecretEndsAt
    case 'service-account':
      return undefined
    default:
      return grant satisfies never
  }
}

function partsOf(grant: Grant): (string | undefined)[] {
  const at = placeOf(grant)
  switch (grant.kind) {
    case 'client-credentials':
      return [
        `client credentials at ${at}`,
        grant.tenant === undefined ? undefined : `tenant ${grant.tenant}`,
        `client id ${grant.clientId}`,
        ended(grant.proof.kind, grant.proof.endsAt) ?? grant.proof.kind,
      ]
    case 'service-account':
      return [`service account ${grant.clientEmail} at ${at}`, `for ${grant.user}`]
    case 'refresh-token':
      return [
        `login of a user at ${at}`,
        `client id ${grant.clientId}`,
        grant.loggedInAt === undefined ? undefined : `logged in ${dayOf(grant.loggedInAt)}`,
        ended('secret', grant.clientSecretEndsAt),
      ]
    default:
      return grant satisfies never
  }
}

function placeOf(grant: Grant): string {
  const provider = providerOf(grant)
  return provider !== 'other' && isEndpointOf(provider, grant.tokenEndpoint)
    ? PROVIDER_NAMES[provider]
    : new URL(grant.tokenEndpoint).host
}

function ended(what: string, endsAt: EpochMs | undefined): string | undefined {
  return endsAt === undefined ? undefined : `${what} ends ${dayOf(endsAt)}`
}

function dayOf(at: EpochMs): string {
  return isoInstant(at).slice(0, 10)
}
