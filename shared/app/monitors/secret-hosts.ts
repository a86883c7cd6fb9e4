import { tameLine } from '../../core/redaction/tame.ts'
import { firstOf } from '../../core/wording/words/first-of.ts'
import { nearestName } from '../../core/definition/mistakes/nearest-name.ts'
import type { SecretUse } from '../../core/definition/secret-uses.ts'

/** Those that a stored secret may be sent to; none: there is no secret, or it has none. */
export type HeldHosts = readonly string[] | 'unknown'

/** Who says the secret to whom, and the hosts that it is stored for so far. */
export interface KnownHosts {
  uses: readonly SecretUse[]
  held: HeldHosts
  /** Of a grant of a provider that everybody knows: its mail servers. */
  ofProvider?: readonly string[]
}

export type DefaultHosts =
  | { ok: true; hosts: readonly string[] }
  /** `offered`: those of the monitors, which differ. */
  | { ok: false; why: string; offered: readonly string[] }

/**
 * The hosts that nobody named: those that it is stored for, or, where it has none yet, those of the monitors,
 * if all that name the secret agree: a row that somebody slipped in must not become one of them unseen. Where none
 * names a grant yet, those of its provider, and no others of a provider that is known.
 */
export function defaultHosts({ uses, held, ofProvider = [] }: KnownHosts): DefaultHosts {
  if (held === 'unknown') return { ok: false, why: 'its stored hosts cannot be read', offered: [] }
  if (held.length > 0) return { ok: true, hosts: held }
  const used = hostsOf(uses)
  if (used.length === 0 && ofProvider.length > 0) return { ok: true, hosts: ofProvider }
  if (used.length === 0) return { ok: false, why: 'no monitor names it', offered: [] }
  const strange = ofProvider.length === 0 ? undefined : used.find((host) => !ofProvider.includes(host))
  if (strange !== undefined) {
    const why = `${strange}, which a monitor names, is no mail server of the provider (${ofProvider.join(', ')})`
    return { ok: false, why, offered: ofProvider }
  }
  if (monitorsAgree(uses)) return { ok: true, hosts: used }
  const why = `the monitors that name it differ (${linesByHost(uses).join('; ')})`
  return { ok: false, why, offered: used }
}

/** What the user should hear of these hosts: who will not get the password, and what may be a slip. */
export function remarksOn(hosts: readonly string[], uses: readonly SecretUse[]): string[] {
  const used = hostsOf(uses)
  const left = uses.filter(({ host }) => !hosts.includes(host))
  const strange = used.length === 0 ? [] : hosts.filter((host) => !used.includes(host))
  return [
    ...linesByHost(left).map(
      (line) => `not among the hosts, so its runs end as secret-not-for-host: ${line}`,
    ),
    ...strange.map((host) => {
      const near = nearestName(host, used)
      return `no monitor that names it has the server ${host}${near === undefined ? '' : `; did you mean ${near}?`}`
    }),
  ]
}

/** Whether all that name the secret say it to the same hosts. */
export function monitorsAgree(uses: readonly SecretUse[]): boolean {
  const ids = [...new Set(uses.map(({ monitorId }) => monitorId))]
  const own = ids.map((id) =>
    hostsOf(uses.filter(({ monitorId }) => monitorId === id))
      .sort()
      .join(),
  )
  return new Set(own).size <= 1
}

/** As `mail.example.com: contact-form (mailbox), orders (smtp)`. */
export function linesByHost(uses: readonly SecretUse[]): string[] {
  return hostsOf(uses).map((host) => {
    const names = uses
      .filter((use) => use.host === host)
      .map(({ monitorId, side }) => `${tameLine(monitorId)} (${side})`)
    return `${host}: ${firstOf(names)}`
  })
}

function hostsOf(uses: readonly SecretUse[]): string[] {
  return [...new Set(uses.map(({ host }) => host))]
}
