import { type Grant, providerOf } from './grant.ts'

/** What Entra calls the ID of a secret; its values have another form. */
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether the client secret has the form of a *Secret ID*, which Entra's page shows beside the *Value*. */
export function hasFormOfSecretId(grant: Grant): boolean {
  return GUID.test(clientSecretOf(grant) ?? '')
}

/** Whether Microsoft would surely refuse it: other providers may have secrets of that form. */
export function isLikelySecretId(grant: Grant): boolean {
  return providerOf(grant) === 'microsoft' && hasFormOfSecretId(grant)
}

function clientSecretOf(grant: Grant): string | undefined {
  if (grant.kind === 'refresh-token') return grant.clientSecret
  if (grant.kind === 'service-account') return undefined
  return grant.proof.kind === 'secret' ? grant.proof.clientSecret : undefined
}
