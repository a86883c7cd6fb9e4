import { X509Certificate, createHash, createPrivateKey } from 'node:crypto'

import * as oauth from 'oauth4webapi'

import type { Grant } from '../../core/grant/grant.ts'
import { type EpochMs, MINUTE, SECOND } from '../../core/time/units.ts'

/** Long enough for a clock that is a little wrong, as Microsoft advises. */
const ASSERTION_LIFE = 10 * MINUTE
/** As long as Google takes. */
const JWT_LIFE = 60 * MINUTE

type ServiceAccount = Grant & { kind: 'service-account' }

/** How a client shows who it is: by its secret, by an assertion that its certificate's key has signed, or not. */
export async function clientProof(grant: Grant, now: EpochMs): Promise<oauth.ClientAuth> {
  switch (grant.kind) {
    case 'client-credentials': {
      const { proof } = grant
      if (proof.kind === 'secret') return oauth.ClientSecretPost(proof.clientSecret)
      return await byCertificate(proof.certificate, proof.privateKey, now)
    }
    case 'refresh-token':
      return grant.clientSecret === undefined ? oauth.None() : oauth.ClientSecretPost(grant.clientSecret)
    // The assertion says it all.
    case 'service-account':
      return () => undefined
    default:
      return grant satisfies never
  }
}

/** `private_key_jwt` (RFC 7523 §2.2) as Microsoft takes it: the certificate is named by its thumbprints. */
async function byCertificate(
  certificate: string,
  privateKey: string,
  now: EpochMs,
): Promise<oauth.ClientAuth> {
  const key = await signingKey(privateKey, 'RSA-PSS')
  const { raw } = new X509Certificate(certificate)
  const thumbprint = (hash: string) => createHash(hash).update(raw).digest('base64url')
  return oauth.PrivateKeyJwt(key, {
    [oauth.modifyAssertion](header, payload) {
      Object.assign(header, { typ: 'JWT', x5t: thumbprint('sha1'), 'x5t#S256': thumbprint('sha256') })
      const iat = Math.floor(now / SECOND)
      Object.assign(payload, { iat, nbf: iat, exp: iat + ASSERTION_LIFE / SECOND })
    },
  })
}

/** The grant of RFC 7523 §2.1: the service account asks for the user `sub`. */
export async function serviceAssertion(grant: ServiceAccount, now: EpochMs): Promise<string> {
  const key = await signingKey(grant.privateKey, 'RSASSA-PKCS1-v1_5')
  const iat = Math.floor(now / SECOND)
  const header = {
    alg: 'RS256',
    typ: 'JWT',
    ...(grant.privateKeyId !== undefined && { kid: grant.privateKeyId }),
  }
  const claims = {
    iss: grant.clientEmail,
    sub: grant.user,
    scope: grant.scope,
    aud: grant.tokenEndpoint,
    iat,
    exp: iat + JWT_LIFE / SECOND,
  }
  const said = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const signature = await crypto.subtle.sign(key.algorithm, key, Buffer.from(said))
  return `${said}.${Buffer.from(signature).toString('base64url')}`
}

async function signingKey(pem: string, name: 'RSA-PSS' | 'RSASSA-PKCS1-v1_5') {
  const der = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' })
  return await crypto.subtle.importKey('pkcs8', new Uint8Array(der), { name, hash: 'SHA-256' }, false, [
    'sign',
  ])
}
