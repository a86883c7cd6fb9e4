import { createAuthority, issueCertificate } from '../support/servers/certificates.ts'
import { HOST } from '../support/worlds/full-probe.ts'

const DAY = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY)

/** The one that every run of these tables trusts. */
const authority = createAuthority()
/** One list for all, so that it is read only once. */
export const TRUSTED = [authority.cert]
const stranger = createAuthority('Somebody else')

export const good = issueCertificate({ names: [HOST], ca: authority })
export const untrusted = issueCertificate({ names: [HOST], ca: stranger })
export const selfSigned = issueCertificate({ names: [HOST] })
export const expired = issueCertificate({
  names: [HOST],
  ca: authority,
  notBefore: inDays(-20),
  notAfter: inDays(-10),
})
export const notYetValid = issueCertificate({
  names: [HOST],
  ca: authority,
  notBefore: inDays(10),
  notAfter: inDays(20),
})
export const otherName = issueCertificate({ names: ['other.example.test'], ca: authority })
