import type { SenderIdentityFacts } from '../ports/account-facts.ts'
import { domainOf } from '../../core/run/sender/sender-identities.ts'
import { type Finding, type problem, remark } from './check.ts'

export interface IdentitySeen {
  /** The sender. */
  address: string
  region: string
  /** Those that there are, the nearest first. */
  identities: readonly SenderIdentityFacts[]
  /** How serious it is that nothing can be sent. */
  told: typeof problem
}

/** The page of SES in the console. */
export function consoleAt(region: string): string {
  return `https://${region}.console.aws.amazon.com/ses/home?region=${region}`
}

/** Whether SES sends as the address, and whether what it sends is signed. */
export function ofIdentity(seen: IdentitySeen): Finding[] {
  const { identities } = seen
  const used = identities.find(({ verified }) => verified)
  if (used) return unsigned(used, seen)
  const [nearest] = identities
  return [nearest ? unverified(nearest, seen) : unknown(seen)]
}

function unknown({ address, region, told }: IdentitySeen): Finding {
  const domain = domainOf(address)
  return told(
    `Amazon SES knows neither ${address} nor ${domain} in ${region}.`,
    'It refuses every message, so monitors without smtp test nothing.',
    `aws sesv2 create-email-identity --email-identity ${domain} --region ${region}, then add the three CNAME records that it answers with to the DNS.`,
  )
}

function unverified({ kind, name, dkim }: SenderIdentityFacts, { region, told }: IdentitySeen): Finding {
  const why = 'Amazon SES refuses every message, so monitors without smtp test nothing.'
  if (kind === 'address') {
    return told(
      `${name} is not verified in Amazon SES in ${region}.`,
      why,
      `Follow the link in the mail that AWS sent to ${name}; aws ses verify-email-identity --email-address ${name} --region ${region} sends another one, which holds for 24 hours.`,
    )
  }
  const status = dkim?.status ?? 'PENDING'
  const given =
    status === 'FAILED' ? ' SES has given up looking: restart it at' : ' SES looks for up to 72 hours:'
  return told(
    `The domain ${name} is not verified in Amazon SES in ${region} (DKIM: ${status}).`,
    why,
    `${recordsToAdd(name, dkim)}${given} ${pageOf(name, region)}`,
  )
}

/** Verified once, but its records are not there now: SES takes the verification back after some days. */
function unsigned({ kind, name, dkim }: SenderIdentityFacts, { region }: IdentitySeen): Finding[] {
  if (kind === 'address' || !dkim) return []
  if (dkim.status !== 'SUCCESS') {
    return [
      remark(
        `Amazon SES does not find the DKIM records of ${name} (${dkim.status}).`,
        'Messages go out unsigned, which mailboxes take for junk; if it lasts, SES stops sending as this domain.',
        `${recordsToAdd(name, dkim)} See ${pageOf(name, region)}`,
      ),
    ]
  }
  if (dkim.signing) return []
  return [
    remark(
      `DKIM is off for ${name} in Amazon SES in ${region}.`,
      'Messages go out unsigned, which mailboxes take for junk.',
      `aws sesv2 put-email-identity-dkim-attributes --email-identity ${name} --signing-enabled --region ${region}`,
    ),
  ]
}

function recordsToAdd(name: string, dkim: SenderIdentityFacts['dkim']): string {
  const records = (dkim?.records ?? []).map((one) => `${one.name} CNAME ${one.value}`)
  if (records.length === 0) return `Add the DKIM records of ${name} to its DNS.`
  return `Add to the DNS of ${name} what is missing of: ${records.join('; ')}.`
}

function pageOf(identity: string, region: string): string {
  return `${consoleAt(region)}#/identities/${identity}`
}
