import type { Reason } from './statuses.ts'

const EXPIRED = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']
const WRONG_NAME = ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_TLS_CERT_ALTNAME_FORMAT', 'HOSTNAME_MISMATCH']
/** The rest of what OpenSSL finds wrong with a chain (Node's "X509 certificate error codes"). */
const UNTRUSTED = [
  'CERT_CHAIN_TOO_LONG',
  'CERT_NOT_TRUSTED',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNSPECIFIED',
]

/**
 * What a failed handshake or a certificate that does not hold is called; `errno` is Node's or OpenSSL's code.
 */
export function tlsReason(errno = ''): Reason {
  if (EXPIRED.includes(errno)) return 'tls-certificate-expired'
  if (WRONG_NAME.includes(errno)) return 'tls-name-mismatch'
  return UNTRUSTED.includes(errno) ? 'tls-certificate-untrusted' : 'tls-handshake-failed'
}
