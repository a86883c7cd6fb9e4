import { field, isRecord } from '../../shared/core/definition/fields/fields.ts'
import { shown } from '../../shared/core/definition/mistakes/shown-value.ts'
import type { Problem } from '../../shared/core/definition/monitor.ts'
import { readEmailAddress } from '../../shared/core/definition/fields/email-address.ts'
import { domainOf } from '../../shared/core/run/sender/sender-identities.ts'
import type { SenderIdentity } from './settings-shape.ts'

const IDENTITIES: readonly unknown[] = ['domain', 'address', 'existing'] satisfies SenderIdentity[]

export const builtInSenderField = field<SenderIdentity>('"domain", "address" or "existing"', (value) =>
  IDENTITIES.includes(value),
)

/**
 * What is wrong between `builtInSender` and `senderAddress`, as they were written; an address that is none is told by
 * its own field.
 */
export function builtInSenderProblems(settings: unknown): Problem[] {
  if (!isRecord(settings) || settings.builtInSender === undefined) return []
  const { senderAddress } = settings
  const problem = (message: string): Problem[] => [{ path: 'senderAddress', message }]
  if (senderAddress === undefined) {
    return problem(
      'expected the address that Amazon SES sends from, as roundtrip@example.com, got nothing; builtInSender needs it',
    )
  }
  const address = readEmailAddress(senderAddress)
  if (!address.ok || canBeVerified(domainOf(address.value))) return []
  return problem(
    `expected an address of a public domain, as roundtrip@example.com, got ${shown(senderAddress)}; ` +
      'Amazon SES verifies the domain by DNS, or the address by mail to it',
  )
}

/** Not a name of one label, nor below one that no public DNS has (RFC 6761, RFC 6762; `internal`: ICANN, 2024). */
function canBeVerified(domain: string): boolean {
  return domain.includes('.') && !/\.(?:invalid|localhost|local|internal)$/.test(domain)
}
