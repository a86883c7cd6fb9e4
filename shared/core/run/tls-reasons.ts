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

/** The server's newest version is older than TLS 1.2, or it says so of ours. */
const TOO_OLD = [
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED',
]
/** Alerts 116 (TLS 1.3) and 40 or 42 with those words (TLS 1.2): RFC 8446 §6.2. */
const WANTS_CLIENT_CERTIFICATE = [
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_TLSV1_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
]

/** What a failed handshake or a certificate that does not hold is called; `errno` is Node's or OpenSSL's code. */
export function tlsReason(errno = ''): Reason {
  if (EXPIRED.includes(errno)) return 'tls-certificate-expired'
  if (WRONG_NAME.includes(errno)) return 'tls-name-mismatch'
  if (TOO_OLD.includes(errno)) return 'tls-version-too-old'
  if (WANTS_CLIENT_CERTIFICATE.includes(errno)) return 'client-certificate-wanted'
  return UNTRUSTED.includes(errno) ? 'tls-certificate-untrusted' : 'tls-handshake-failed'
}
