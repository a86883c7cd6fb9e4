import { nearestName } from '../../../shared/core/definition/mistakes/nearest-name.ts'
import type { SecretUse } from '../../../shared/core/definition/secret-uses.ts'
import { MOST_HOSTS } from '../../../shared/core/definition/stored-secret.ts'
import { tameLine } from '../../../shared/core/redaction/tame.ts'
import { firstOf } from '../../../shared/core/wording/words/first-of.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { SecretToSet } from './secret-to-set.ts'
import type { HeldHosts } from './held-hosts.ts'
import { readHosts } from './read-hosts.ts'

/** Who says the secret to whom, and the hosts that it is stored for so far. */
interface Known {
  uses: readonly SecretUse[]
  held: HeldHosts
}

/**
 * The hosts that nobody named: those that it is stored for, or, where it has none yet, those of the monitors,
 * if all that name the secret agree: a row that somebody slipped in must not become one of them unseen. At a
 * terminal they are only proposed, and the user may type others.
 */
export async function chooseHosts(
  { name }: SecretToSet,
  { uses, held }: Known,
  { ask, err }: Pick<Surroundings, 'ask' | 'err'>,
): Promise<readonly string[]> {
  const used = hostsOf(uses)
  if (ask) {
    err.write(introduction(name, { uses, held }))
    return askForHosts(name, proposed({ uses, held }), { ask, err })
  }
  if (held === 'unknown')
    throw noHosts(
      name,
      'its stored hosts cannot be read, and there is no terminal to ask: name them with --host HOST',
    )
  if (held.length > 0) return held
  if (used.length === 0)
    throw noHosts(name, `no monitor names it, and there is no terminal to ask: name them with --host HOST`)
  if (!monitorsAgree(uses))
    throw noHosts(
      name,
      `the monitors that name it differ (${byHost(uses).join('; ')}), and there is no terminal to ask: ` +
        `name them, as with --host ${used.join(',')}`,
    )
  return used
}

/** What Enter takes. */
function proposed({ uses, held }: Known): readonly string[] {
  if (held === 'unknown') return []
  if (held.length > 0) return held
  return monitorsAgree(uses) ? hostsOf(uses).slice(0, MOST_HOSTS) : []
}

function introduction(name: string, { uses, held }: Known): string {
  const lines = byHost(uses).map((line) => `  ${line}`)
  const known = held === 'unknown' ? [] : held
  const differ = uses.some(({ host }) => known.length > 0 && !known.includes(host)) || !monitorsAgree(uses)
  return [
    ...(lines.length === 0 ? [`No monitor names ${name} yet.`] : [`${name} is named by:`, ...lines]),
    ...(differ ? ['They differ: check that each of these servers is yours.'] : []),
    ...(known.length > 0 ? [`It is stored for ${known.join(', ')}.`] : []),
    ...(held === 'unknown' ? ['Its stored hosts cannot be read.'] : []),
    '',
  ].join('\n')
}

async function askForHosts(
  name: string,
  proposed: readonly string[],
  { ask, err }: { ask: NonNullable<Surroundings['ask']>; err: Surroundings['err'] },
): Promise<readonly string[]> {
  const offered = proposed.length === 0 ? '(as mail.example.com)' : `[${proposed.join(', ')}]`
  for (;;) {
    const answer = (await ask(`Hosts that it may be sent to ${offered}: `)).trim()
    if (answer === '' && proposed.length > 0) return proposed
    if (answer === '') throw noHosts(name, 'none were given')
    const read = readHosts([answer])
    if (read.ok) return read.hosts
    err.write(`${read.message}\n`)
  }
}

function noHosts(name: string, why: string): UsageError {
  return new UsageError(`no hosts that ${name} may be sent to: ${why}; nothing was changed`)
}

/** What the user should hear of these hosts: who will not get the password, and what may be a slip. */
export function remarksOn(hosts: readonly string[], uses: readonly SecretUse[]): string[] {
  const used = hostsOf(uses)
  const left = uses.filter(({ host }) => !hosts.includes(host))
  const strange = used.length === 0 ? [] : hosts.filter((host) => !used.includes(host))
  return [
    ...byHost(left).map((line) => `not among the hosts, so its runs end as secret-not-for-host: ${line}`),
    ...strange.map((host) => {
      const near = nearestName(host, used)
      return `no monitor that names it has the server ${host}${near === undefined ? '' : `; did you mean ${near}?`}`
    }),
  ]
}

function hostsOf(uses: readonly SecretUse[]): string[] {
  return [...new Set(uses.map(({ host }) => host))]
}

function monitorsAgree(uses: readonly SecretUse[]): boolean {
  const ids = [...new Set(uses.map(({ monitorId }) => monitorId))]
  const own = ids.map((id) =>
    hostsOf(uses.filter(({ monitorId }) => monitorId === id))
      .sort()
      .join(),
  )
  return new Set(own).size <= 1
}

/** As `mail.example.com: contact-form (mailbox), orders (smtp)`. */
function byHost(uses: readonly SecretUse[]): string[] {
  return hostsOf(uses).map((host) => {
    const names = uses
      .filter((use) => use.host === host)
      .map(({ monitorId, side }) => `${tameLine(monitorId)} (${side})`)
    return `${host}: ${firstOf(names)}`
  })
}
