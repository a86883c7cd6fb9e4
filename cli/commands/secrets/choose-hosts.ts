import {
  type KnownHosts,
  defaultHosts,
  linesByHost,
  monitorsAgree,
} from '../../../shared/app/monitors/secret-hosts.ts'
import { readHosts } from '../../../shared/core/definition/fields/read-hosts.ts'
import { UsageError } from '../../arguments/usage-error.ts'
import type { Surroundings } from '../../surroundings.ts'
import type { SecretToSet } from './secret-to-set.ts'

/** The hosts that nobody named. At a terminal they are only proposed, and the user may type others. */
export async function chooseHosts(
  { name }: SecretToSet,
  known: KnownHosts,
  { ask, err }: Pick<Surroundings, 'ask' | 'err'>,
): Promise<readonly string[]> {
  if (ask) {
    err.write(introduction(name, known))
    return askForHosts(name, proposed(known), { ask, err })
  }
  const found = defaultHosts(known)
  if (found.ok) return found.hosts
  const { why, offered } = found
  const how = offered.length > 0 ? `, as with --host ${offered.join(',')}` : ' with --host HOST'
  throw noHosts(name, `${why}, and there is no terminal to ask: name them${how}`)
}

/** What Enter takes. */
function proposed(known: KnownHosts): readonly string[] {
  const found = defaultHosts(known)
  return found.ok ? found.hosts : []
}

function introduction(name: string, { uses, held, ofProvider = [] }: KnownHosts): string {
  const lines = linesByHost(uses).map((line) => `  ${line}`)
  const known = held === 'unknown' ? [] : held
  const differ = uses.some(({ host }) => known.length > 0 && !known.includes(host)) || !monitorsAgree(uses)
  return [
    ...(lines.length === 0 ? [`No monitor names ${name} yet.`] : [`${name} is named by:`, ...lines]),
    ...(differ ? ['They differ: check that each of these servers is yours.'] : []),
    ...(known.length > 0 ? [`It is stored for ${known.join(', ')}.`] : []),
    ...(ofProvider.length > 0 ? [`The mail servers of its provider: ${ofProvider.join(', ')}.`] : []),
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
