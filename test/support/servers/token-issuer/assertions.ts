import { X509Certificate, constants, createHash, type KeyObject, verify } from 'node:crypto'

interface Jwt {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  isSignedBy(key: KeyObject): boolean
}

export function readJwt(text: string): Jwt {
  const [header = '', claims = '', signature = ''] = text.split('.')
  const part = (encoded: string) =>
    JSON.parse(Buffer.from(encoded, 'base64url').toString()) as Record<string, unknown>
  const said = part(header)
  return {
    header: said,
    claims: part(claims),
    isSignedBy(key) {
      const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      const padding = said.alg === 'PS256' ? pss : { padding: constants.RSA_PKCS1_PADDING }
      return verify(
        'sha256',
        Buffer.from(`${header}.${claims}`),
        { key, ...padding },
        Buffer.from(signature, 'base64url'),
      )
    },
  }
}

/** What is wrong with a client assertion (RFC 7523 §3, and Microsoft's thumbprints); `undefined`: nothing. */
export function assertionMistake(text: string, certificate: string, clientId: string, audience: string) {
  const { header, claims, isSignedBy } = readJwt(text)
  const { raw, publicKey } = new X509Certificate(certificate)
  const thumbprint = (hash: string) => createHash(hash).update(raw).digest('base64url')
  if (header['x5t#S256'] !== thumbprint('sha256') || header.x5t !== thumbprint('sha1'))
    return 'another certificate'
  if (header.alg !== 'PS256') return 'another algorithm'
  if (!isSignedBy(publicKey)) return 'a wrong signature'
  if (claims.iss !== clientId || claims.sub !== clientId) return 'another client'
  if (claims.aud !== audience) return 'another audience'
  return typeof claims.jti === 'string' ? undefined : 'no jti'
}

/** The same of a service account's (Google's page on its server-to-server flow). */
export function serviceMistake(
  text: string,
  publicKey: KeyObject,
  email: string,
  audience: string,
  scope: string,
) {
  const { header, claims, isSignedBy } = readJwt(text)
  if (header.alg !== 'RS256' || !isSignedBy(publicKey)) return 'Invalid JWT Signature.'
  if (claims.iss !== email || claims.aud !== audience) return 'Invalid JWT: another issuer or audience.'
  if (claims.scope !== scope) return 'Invalid JWT: another scope.'
  const life = Number(claims.exp) - Number(claims.iat)
  return life > 0 && life <= 3600 ? undefined : 'Invalid JWT: Token must be a short-lived token (60 minutes)'
}
