/** Fields in the order in which people read them. Those that are not named here follow, by their names. */
const ORDER = [
  ...['roundTrip', 'transit'],
  ...['monitorId', 'name', 'note', 'enabled', 'pausedUntil', 'emailAddress', 'mailbox', 'smtp'],
  ...['timeoutSeconds', 'intervalMinutes', 'slow', 'locations', 'locationMode', 'locationsPerRun'],
  ...['alerts', 'maintenance', 'tags', 'message', 'expect'],
  ...['onError', 'afterFailures', 'minLocations'],
  ...['server', 'from', 'heloName', 'userid', 'password', 'grant', 'secondsBetweenLogins'],
  ...['folder', 'junk', 'junkServer'],
  ...['resolve', 'connect', 'greeting', 'auth', 'tls', 'submit', 'search', 'retrieve', 'delete'],
  ...['verify', 'repeatMinutes', 'maxAlerts', 'onRecovery', 'onSlow', 'topic'],
]

/** -1, 0 or 1, for `sort`. */
export function byReading(a: string, b: string): number {
  return rank(a) - rank(b) || (a < b ? -1 : Number(a > b))
}

/** The same value with the fields of every object in this order: a table gives them in any. */
export function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inReadingOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => byReading(a, b))
  return Object.fromEntries(entries.map(([name, inner]) => [name, inReadingOrder(inner)]))
}

function rank(name: string): number {
  const place = ORDER.indexOf(name)
  return place < 0 ? ORDER.length : place
}
