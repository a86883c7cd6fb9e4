import { tlsReason } from './tls-reasons.ts'

const UNKNOWN_AUTHORITY = [
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]

/**
 * What is wrong with a certificate, as the rest of a sentence about it, with Node's or OpenSSL's code in
 * parentheses. `host` is the name that it was to hold for; `undefined` where the code is of no certificate.
 */
export function certificateFault(errno: string, host = 'the one in the definition'): string | undefined {
  const words = wordsFor(errno, host)
  return words === undefined ? undefined : `${words} (${errno})`
}

function wordsFor(errno: string, host: string): string | undefined {
  const reason = tlsReason(errno)
  if (reason === 'tls-name-mismatch') return `holds for other names than ${host}`
  if (reason === 'tls-certificate-expired')
    return errno === 'CERT_NOT_YET_VALID' ? 'is not valid yet' : 'has expired'
  if (errno === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'is signed by itself, by no authority'
  if (UNKNOWN_AUTHORITY.includes(errno)) return 'is signed by an authority that is not known here'
  if (errno === 'CERT_REVOKED') return 'was revoked'
  return reason === 'tls-certificate-untrusted' ? 'is not trusted' : undefined
}
