import { X509Certificate, createPrivateKey } from 'node:crypto'

import type { Reading } from '../definition/fields/fields.ts'
import { kindOf } from '../definition/mistakes/shown-value.ts'
import type { EpochMs } from '../time/units.ts'

/** Characters; a key of 8192 bits has some 6,400, a chain of four certificates fewer than the other. */
const LONGEST_PEM = 16_384
/** Entra and Google take no shorter ones. */
const LEAST_BITS = 2048

export interface ReadCertificate {
  /** The first of the file: that of the app. */
  pem: string
  endsAt: EpochMs
  parsed: X509Certificate
}

/** An X.509 certificate in PEM. */
export function readCertificate(written: unknown): Reading<ReadCertificate> {
  const text = pemText(written)
  if (!text?.includes('-----BEGIN CERTIFICATE-----')) {
    return refused(`expected a certificate in PEM (-----BEGIN CERTIFICATE-----), got ${described(written)}`)
  }
  try {
    const parsed = new X509Certificate(text)
    return { ok: true, value: { pem: parsed.toString(), endsAt: parsed.validToDate.getTime(), parsed } }
  } catch {
    return refused(`expected a certificate in PEM, got ${unread(text)}`)
  }
}

/** An RSA key in PEM, as PKCS #8 whichever form it was written in. */
export function readPrivateKey(written: unknown): Reading<string> {
  const text = pemText(written)
  if (text === undefined || !/-----BEGIN (?:RSA |EC |ENCRYPTED )?PRIVATE KEY-----/.test(text)) {
    return refused(`expected a private key in PEM (-----BEGIN PRIVATE KEY-----), got ${described(written)}`)
  }
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(text)) {
    return refused(
      'expected a key without a passphrase; remove it: openssl pkcs8 -topk8 -nocrypt -in key.pem',
    )
  }
  try {
    const key = createPrivateKey(text)
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
    if (key.asymmetricKeyType !== 'rsa' || bits < LEAST_BITS) {
      return refused(`expected an RSA key of ${LEAST_BITS} bits or more, got another`)
    }
    return { ok: true, value: key.export({ type: 'pkcs8', format: 'pem' }).toString() }
  } catch {
    return refused(`expected a private key in PEM, got ${unread(text)}`)
  }
}

/** What guides write for the reader's own value: neither PEM nor any other field holds an ellipsis. */
export function isPlaceholder(written: string): boolean {
  return written.includes('…')
}

/** Whether the key is that of the certificate. */
export function isPair({ parsed }: ReadCertificate, privateKey: string): boolean {
  return parsed.checkPrivateKey(createPrivateKey(privateKey))
}

/** A PEM file has no backslash: two characters `\n` are a line break that was escaped once too often. */
function pemText(written: unknown): string | undefined {
  if (typeof written !== 'string' || written.length > LONGEST_PEM) return undefined
  return written.replaceAll('\\r', '').replaceAll('\\n', '\n')
}

function described(written: unknown): string {
  if (typeof written !== 'string') return kindOf(written)
  if (written.length > LONGEST_PEM) return `more than ${LONGEST_PEM} characters`
  return isPlaceholder(written) ? 'a placeholder' : 'other text'
}

function unread(text: string): string {
  return isPlaceholder(text) ? 'a placeholder' : 'one that cannot be read; is it whole?'
}

function refused(message: string): Reading<never> {
  return { ok: false, message }
}
