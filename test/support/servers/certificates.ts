import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import net from 'node:net'

const HOUR = 3_600_000

/** PEM, as `node:tls` takes it. */
export interface Certificate {
  key: string
  cert: string
}

export interface CertificateAuthority extends Certificate {
  name: string
  privateKey: KeyObject
}

export interface CertificateRequest {
  /** DNS names that it holds for; default none. */
  names?: readonly string[]
  /** IPv4 addresses that it holds for; default none. */
  ipAddresses?: readonly string[]
  /** Default an hour ago. */
  notBefore?: Date
  /** Default in 48 hours. */
  notAfter?: Date
  /** Who signs it; absent: it signs itself. */
  ca?: CertificateAuthority
  /** A key of 2048 bits, which takes a while to make; default an elliptic curve. Needs a `ca`. */
  rsa?: boolean
}

/** A CA made on the spot: only who is given its `cert` trusts what it signs. */
export function createAuthority(name = 'Roundtrip test authority', notAfter?: Date): CertificateAuthority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const extensions = [extension('551d13', der(0x30, der(0x01, Buffer.from([0xff]))))]
  const cert = certificate(
    {
      subject: name,
      issuer: name,
      extensions,
      publicKey: keys.publicKey,
      ...(notAfter && { notAfter, notBefore: new Date(notAfter.getTime() - HOUR) }),
    },
    keys.privateKey,
  )
  return { name, privateKey: keys.privateKey, key: keyPem(keys.privateKey), cert }
}

/**
 * A server's certificate and key, so that untrusted, expired and wrong-name cases can be tested without
 * openssl.
 */
export function issueCertificate(request: CertificateRequest): Certificate {
  const { names = [], ipAddresses = [], ca } = request
  const keys = request.rsa
    ? generateKeyPairSync('rsa', { modulusLength: 2048 })
    : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = names[0] ?? ipAddresses[0] ?? 'nobody'
  const alternatives = [
    ...names.map((name) => der(0x82, Buffer.from(name, 'latin1'))),
    ...ipAddresses.map((address) => der(0x87, ipv4(address))),
  ]
  const extensions = alternatives.length > 0 ? [extension('551d11', der(0x30, ...alternatives))] : []
  const cert = certificate(
    { ...request, subject, issuer: ca?.name ?? subject, extensions, publicKey: keys.publicKey },
    ca?.privateKey ?? keys.privateKey,
  )
  return { key: keyPem(keys.privateKey), cert }
}

interface Contents {
  subject: string
  issuer: string
  notBefore?: Date
  notAfter?: Date
  extensions: readonly Buffer[]
  publicKey: KeyObject
}

/** An X.509 v3 certificate signed with ECDSA and SHA-256 (RFC 5280 §4.1, RFC 5758 §3.2). */
function certificate(contents: Contents, signer: KeyObject): string {
  const { notBefore = new Date(Date.now() - HOUR), notAfter = new Date(Date.now() + 48 * HOUR) } = contents
  const ecdsaWithSha256 = der(0x30, Buffer.from('06082a8648ce3d040302', 'hex'))
  const signed = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    commonName(contents.issuer),
    der(0x30, utcTime(notBefore), utcTime(notAfter)),
    commonName(contents.subject),
    contents.publicKey.export({ type: 'spki', format: 'der' }),
    ...(contents.extensions.length > 0 ? [der(0xa3, der(0x30, ...contents.extensions))] : []),
  )
  const signature = der(0x03, Buffer.from([0]), sign('sha256', signed, signer))
  const lines = der(0x30, signed, ecdsaWithSha256, signature)
    .toString('base64')
    .match(/.{1,64}/g)
  return ['-----BEGIN CERTIFICATE-----', ...(lines ?? []), '-----END CERTIFICATE-----', ''].join('\n')
}

function commonName(name: string): Buffer {
  const attribute = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))
  return der(0x30, der(0x31, attribute))
}

function extension(oid: string, value: Buffer): Buffer {
  return der(0x30, der(0x06, Buffer.from(oid, 'hex')), der(0x04, value))
}

/** One DER element (X.690 §8.1, §10.1): tag, length in its shortest form, contents. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const body = Buffer.concat(contents)
  const octets = [body.length >> 8, body.length & 0xff].filter((octet, index) => octet > 0 || index > 0)
  const length = body.length < 128 ? octets : [0x80 + octets.length, ...octets]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}

function utcTime(at: Date): Buffer {
  const digits = at.toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}

function ipv4(address: string): Buffer {
  if (!net.isIPv4(address)) throw new Error(`not an IPv4 address: ${address}`)
  return Buffer.from(address.split('.').map(Number))
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
