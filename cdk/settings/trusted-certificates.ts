import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'

import * as v from 'valibot'

import { kindOf, shown } from '../../shared/core/definition/mistakes/shown-value.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/g
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/

/** They go into the code of the probe, on a command line: the longest argument of Linux holds 128 KB. */
const MOST_OCTETS = 64 * 1024

/** Files by their paths from the top of the checkout, read: their certificates in DER. */
export const trustedCertificates = v.pipe(
  v.array(v.unknown(), (issue) => `expected a list of PEM files, got ${kindOf(issue.input)}`),
  v.rawTransform<unknown[], readonly Buffer[]>(({ dataset, addIssue, NEVER }) => {
    const found: Buffer[] = []
    let faulty = false
    for (const [key, file] of dataset.value.entries()) {
      const read = certificatesIn(file)
      if (typeof read !== 'string') found.push(...read)
      else {
        faulty = true
        const item = { type: 'array', origin: 'value', input: dataset.value, key, value: file } as const
        addIssue({ message: `expected a PEM file of authorities: ${shown(file)} ${read}`, path: [item] })
      }
    }
    const octets = found.reduce((sum, der) => sum + der.length, 0)
    if (octets > MOST_OCTETS)
      addIssue({ message: `expected certificates of at most ${MOST_OCTETS} octets in all, got ${octets}` })
    return faulty || octets > MOST_OCTETS ? NEVER : found
  }),
)

/** What is wrong with the file, in the predicate of a sentence, or its certificates. */
function certificatesIn(file: unknown): readonly Buffer[] | string {
  if (typeof file !== 'string') return 'is no path'
  const text = textOf(file)
  if (text === undefined) return 'cannot be read: is it there, seen from the top of the checkout?'
  if (PRIVATE_KEY.test(text)) return 'holds a private key: only certificates go into a deploy'
  const pems = text.match(CERTIFICATE) ?? []
  if (pems.length === 0) return 'holds no certificate in PEM form'
  const found: Buffer[] = []
  for (const [place, pem] of pems.entries()) {
    const read = authorityIn(pem)
    if (typeof read === 'string') return `${pems.length > 1 ? `(certificate ${place + 1}) ` : ''}${read}`
    found.push(read)
  }
  return found
}

function authorityIn(pem: string): Buffer | string {
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    return 'holds a certificate that cannot be read'
  }
  if (!certificate.ca) return 'holds the certificate of a server, and not of an authority (CA)'
  if (Date.parse(certificate.validTo) < Date.now()) return `ran out on ${certificate.validTo}`
  return certificate.raw
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(path.resolve(ROOT, file), 'latin1')
  } catch {
    return undefined
  }
}
