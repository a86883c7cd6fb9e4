import type { Constants } from '../contract.ts'

/** The stack's bundler puts the settings' certificates in its place; nobody else bundles this. */
declare const TRUSTED_CERTIFICATES: Constants['TRUSTED_CERTIFICATES'] | undefined

/** In PEM: trusted beside the public ones, for mail alone, and not for what is said to AWS. */
export function trustedCertificates(): readonly string[] {
  if (typeof TRUSTED_CERTIFICATES === 'undefined') return []
  return TRUSTED_CERTIFICATES.split(',').map(
    (der) =>
      `-----BEGIN CERTIFICATE-----\n${der.replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  )
}
