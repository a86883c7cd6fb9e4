import type { Reason } from '../../run/statuses.ts'
import { type EpochMs, MINUTE, type Millis } from '../../time/units.ts'
import { reasonWords } from '../../wording/words/reason-words.ts'
import { type Reader, timeWords } from './time-words.ts'

/** Monitors that are down together; what they do not all share is absent. */
export interface SharedCause {
  monitorIds: readonly string[]
  /** As `pop3s://mail.example.com:995`. */
  server?: string
  reason?: Reason
  /** When the first of them began to fail, where they began within 3 minutes. */
  since?: EpochMs
  /** The only location at which each of them fails, though it runs at others too. */
  location?: string
  tag?: string
  /** One clause without a full stop, as `12 monitors are down since 02:58 UTC: …`. */
  words: string
}

/** A monitor that is down, as far as others may share it. */
export interface DownMonitor {
  monitorId: string
  server?: string
  reason?: Reason
  since?: EpochMs
  /** Where it fails alone; absent where it fails everywhere, or runs at one location. */
  location?: string
  tags: readonly string[]
}

/** Members of a group, at the least; two will do where they are all that is down. */
const FEWEST = 3
const AT_ONCE: Millis = 3 * MINUTE

type Split = (monitors: readonly DownMonitor[]) => readonly DownMonitor[][]

/** In this order what monitors share makes them a group. */
const SPLITS: readonly Split[] = [
  by(({ server, reason }) => (server === undefined ? [] : [`${server} ${reason ?? ''}`])),
  by(({ server }) => server),
  by(({ reason }) => reason),
  byStart,
  by(({ location }) => location),
  by(({ tags }) => tags),
]

/** What those that are down share, the largest group first; who shares nothing with enough others is in none. */
export function sharedCauses(down: readonly DownMonitor[], reader: Reader): SharedCause[] {
  const fewest = down.length === 2 ? 2 : FEWEST
  let left = down
  const groups: DownMonitor[][] = []
  for (const split of SPLITS) {
    for (;;) {
      const [largest = []] = [...split(left)].sort((a, b) => b.length - a.length)
      if (largest.length < fewest) break
      groups.push(largest)
      left = left.filter((monitor) => !largest.includes(monitor))
    }
  }
  return groups.sort((a, b) => b.length - a.length).map((members) => causeOf(members, reader))
}

function by(keysOf: (monitor: DownMonitor) => readonly string[] | string | undefined): Split {
  return (monitors) => {
    const groups = new Map<string, DownMonitor[]>()
    for (const monitor of monitors) {
      for (const key of [keysOf(monitor) ?? []].flat()) groups.set(key, [...(groups.get(key) ?? []), monitor])
    }
    return [...groups.values()]
  }
}

/** From each start on, those that began within 3 minutes. */
function byStart(monitors: readonly DownMonitor[]): DownMonitor[][] {
  const started = monitors
    .filter((monitor) => monitor.since !== undefined)
    .sort((a, b) => (a.since ?? 0) - (b.since ?? 0))
  return started.map((first, at) => {
    const last = (first.since ?? 0) + AT_ONCE
    return started.slice(at).filter(({ since = Infinity }) => since <= last)
  })
}

function causeOf(members: readonly DownMonitor[], reader: Reader): SharedCause {
  const server = sharedBy(members, (one) => one.server)
  const reason = sharedBy(members, (one) => one.reason)
  const location = sharedBy(members, (one) => one.location)
  const tag = members[0]?.tags.find((one) => members.every(({ tags }) => tags.includes(one)))
  const starts = members.map(({ since = NaN }) => since)
  const since = Math.max(...starts) - Math.min(...starts) <= AT_ONCE ? Math.min(...starts) : undefined
  const shared = {
    ...(server !== undefined && { server }),
    ...(reason !== undefined && { reason }),
    ...(since !== undefined && { since }),
    ...(location !== undefined && { location }),
    ...(tag !== undefined && { tag }),
  }
  const words = `${members.length} monitors are down${clauseOf(shared, reader)}`
  return { monitorIds: members.map(({ monitorId }) => monitorId), ...shared, words }
}

function sharedBy<T>(members: readonly DownMonitor[], part: (one: DownMonitor) => T): T | undefined {
  const values = new Set(members.map(part))
  return values.size === 1 ? [...values][0] : undefined
}

/** What is said after `is down`: since when, where alone, and why. */
export function clauseOf(
  { server, reason, since, location, tag }: Omit<SharedCause, 'monitorIds' | 'words'>,
  reader: Reader,
): string {
  const time = since === undefined ? '' : ` since ${timeWords(since, reader)}`
  const place = location === undefined ? '' : `, only at ${location}`
  if (reason !== undefined) return `${time}${place}: ${failureWords(reason, server)}`
  if (server !== undefined) return `${time}${place}: all use ${server}, for different reasons`
  if (time !== '' || place !== '') return `${time}${place}, for different reasons`
  return tag === undefined ? '' : `: all have the tag ${tag}`
}

/** As `the mailbox server pop3s://mail.example.com:995 refused the login`. */
export function failureWords(reason: Reason, server: string | undefined): string {
  const words = reasonWords(reason)
  if (server === undefined) return words
  const named = words.replace(/^the (?:mailbox|SMTP) server\b(?! name)/, (side) => `${side} ${server}`)
  return named === words ? `${words} (${server})` : named
}
