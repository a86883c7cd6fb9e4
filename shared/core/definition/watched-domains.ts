import type { Monitor } from './monitor.ts'

/** A subscriber by email whose mail may fail together with the mail that the alerts tell of. */
export interface WatchedDomain {
  topic: string
  /** The subscriber. */
  address: string
  /** The monitors that watch its domain, one above or one below, in their order. */
  monitorIds: readonly string[]
}

const MOST_IDS_SHOWN = 3

/**
 * Subscribers that would be told by email that mail to their own domain fails. `emails`: by topic, whom it
 * tells by email. Only topics count that a policy names which tells something.
 */
export function watchedDomains(
  monitors: readonly Pick<Monitor, 'monitorId' | 'emailAddress' | 'alerts'>[],
  emails: ReadonlyMap<string, readonly string[]>,
): WatchedDomain[] {
  return [...emails].flatMap(([topic, addresses]) => {
    const telling = monitors.filter(({ alerts }) => alerts.some((policy) => tells(policy, topic)))
    return addresses.flatMap((address) => {
      const watching = telling.filter(({ emailAddress }) =>
        areRelated(domainOf(address), domainOf(emailAddress)),
      )
      return watching.length === 0
        ? []
        : [{ topic, address, monitorIds: watching.map(({ monitorId }) => monitorId) }]
    })
  })
}

/** The warning in one sentence, and what to do. */
export function describeWatchedDomain({ topic, address, monitorIds }: WatchedDomain): string {
  const shown = monitorIds.slice(0, MOST_IDS_SHOWN).join(', ')
  const more = monitorIds.length - MOST_IDS_SHOWN
  const who =
    monitorIds.length === 1
      ? `monitor ${shown} tests`
      : `monitors ${shown}${more > 0 ? ` and ${more} more` : ''} test`
  return (
    `Topic ${topic} sends email to ${address}, and ${who} that domain: when its mail fails, the alert may not arrive. ` +
    'Add a subscriber by SMS, HTTPS or an address in another domain'
  )
}

function tells({ topic, onError, onSlow }: Monitor['alerts'][number], name: string): boolean {
  return topic === name && (onError || onSlow !== undefined)
}

/**
 * The same domain, or one within the other: they share their name servers, and most often their mail servers.
 */
function areRelated(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
