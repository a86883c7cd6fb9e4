/** In lower case, since SES keeps the names of domains so. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * What SES may know a sender by, the nearest first: the address, its domain, and each domain above that has a dot,
 * since one that is verified holds for those below (SES Developer Guide, "Verified identities").
 */
export function identitiesOf(address: string): readonly string[] {
  const labels = domainOf(address).split('.')
  const domains = labels.map((_, place) => labels.slice(place).join('.'))
  return [address, ...domains.filter((domain) => domain.includes('.'))]
}

/** Whether mail to or from this address is covered by that identity. */
export function isCoveredBy(address: string, identity: string): boolean {
  return identitiesOf(address).includes(identity)
}
