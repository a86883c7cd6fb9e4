import { DEFAULT_RETENTION } from '../../shared/core/history/retention.ts'

/** A month of AWS's price examples. */
const DAYS = 30
const MINUTES = DAYS * 24 * 60
const GB = 1024 ** 3

/** What one unit costs in us-east-1, in dollars, and how many an account has free each month for good. */
export interface Price {
  what: string
  usd: number
  /** Where it depends on the plan: the dearest. */
  most?: number
  /** How many units that is for. */
  per: number
  free: number
}

/** List prices as public copies of AWS's price pages gave them in November 2026. */
export const PRICES = {
  requests: { what: 'Lambda, requests', usd: 0.2, per: 1e6, free: 1e6 },
  time: { what: 'Lambda on arm64, GB-seconds', usd: 0.0000133334, per: 1, free: 400_000 },
  writes: { what: 'DynamoDB, write units', usd: 0.625, per: 1e6, free: 0 },
  reads: { what: 'DynamoDB, read units', usd: 0.125, per: 1e6, free: 0 },
  stored: { what: 'DynamoDB, GB stored', usd: 0.25, per: 1, free: 25 },
  recovery: { what: 'DynamoDB, GB with point-in-time recovery', usd: 0.2, per: 1, free: 0 },
  schedules: { what: 'EventBridge Scheduler, invocations', usd: 1, per: 1e6, free: 14e6 },
  topics: { what: 'SNS, requests', usd: 0.5, per: 1e6, free: 1e6 },
  queues: { what: 'SQS, requests', usd: 0.4, per: 1e6, free: 1e6 },
  decryptions: { what: 'KMS, requests', usd: 0.03, per: 10_000, free: 20_000 },
  logs: { what: 'CloudWatch, GB of logs', usd: 0.5, per: 1, free: 5 },
  alarms: { what: 'CloudWatch, metrics of alarms', usd: 0.1, per: 1, free: 10 },
  metrics: { what: 'CloudWatch, metrics of our own', usd: 0.3, per: 1, free: 10 },
  dashboards: { what: 'CloudWatch, dashboards', usd: 3, per: 1, free: 3 },
  traffic: { what: 'traffic to the internet, GB', usd: 0.09, per: 1, free: 100 },
  regions: { what: 'traffic between Regions, GB', usd: 0.02, per: 1, free: 0 },
  gateways: { what: 'NAT gateways, hours', usd: 0.045, per: 1, free: 0 },
  through: { what: 'through NAT gateways, GB', usd: 0.045, per: 1, free: 0 },
  addresses: { what: 'public IPv4 addresses, hours', usd: 0.005, per: 1, free: 0 },
  messages: { what: 'SES, messages', usd: 0.1, most: 0.16, per: 1000, free: 0 },
} as const satisfies Record<string, Price>

export type Item = keyof typeof PRICES
/** Units of a month. */
export type Quantities = Readonly<Partial<Record<Item, number>>>

/** Counted by `npm run bench -- units`: units of DynamoDB, octets that the function logs. */
export const UNITS = {
  /** The mean: 9 and 11 in turn; every 5 minutes 9.7. */
  good: { reads: 9, writes: 10, logOctets: 483 },
  opening: { reads: 17, writes: 34, logOctets: 517 },
  failing: { reads: 9, writes: 16, logOctets: 517 },
  ending: { reads: 15, writes: 30, logOctets: 483 },
  /** The mean of five: every fifth pass logs one line more. Each shard of what is due is half a unit. */
  pass: { reads: 8, writes: 0, logOctets: 310 },
  /** Of one monitor, each night; one unit of it is for the list of locations, which all monitors share. */
  repair: { reads: 6, writes: 0 },
  /** Likewise: its day, of 144 runs at 10 minutes and 288 at 5, and its summary, in the middle of a month. */
  summary: { reads: (runs: number) => 13 + (17 * runs) / 144, writes: 4 },
  /** What SES tells of a message once it is delivered, noted. */
  event: { reads: 0, writes: 1 },
} as const

/** Octets of the items that a run leaves behind, counted likewise. */
export const STORED = { result: 490, goodLog: 760, event: 250 } as const

/** Metrics of our own that the probe of a location writes in its Region, with any number of monitors. */
export const LOCATION_METRICS = 2

/** What cannot be counted on one machine. */
export const ESTIMATES = {
  /** Seconds that Lambda bills for a run whose message takes one to arrive. */
  goodSeconds: 2,
  /** A password is read from the store so often, in the middle (`cached-secrets.ts`), at most once a run. */
  secretMinutes: 54,
  passSeconds: 0.1,
  /** What Lambda itself logs of an invocation. */
  ownLogOctets: 1000,
  /** TLS handshakes, both dialogues, the message. */
  trafficOctets: 10_000,
  /** Lambda's pollers of a queue whose concurrency is bounded, each asking every 20 s. */
  pollers: 5,
  pollSeconds: 20,
  /** Calls of a run to tables and secrets, one after the other, and what each waits for when home is far. */
  homeCalls: 20,
  homeSeconds: 0.125,
  /** Between the Region of the location and home, a run. */
  homeOctets: 60_000,
  /** The function that notes what SES tells. */
  eventSeconds: 0.1,
  eventGb: 0.25,
} as const

/** DynamoDB adds this to every item. */
const ITEM_OVERHEAD = 100
/** The watchdog looks at the subscriptions of each topic so often. */
const SUBSCRIPTION_MINUTES = 5

/** What the synthesized template says. */
export interface StackFacts {
  alarms: number
  /** CloudWatch bills each metric of an alarm that adds several up. */
  alarmMetrics: number
  ownMetrics: number
  dashboards: number
  dashboardMetrics: number
  topics: number
  probeGb: number
  watchdogGb: number
}

export function monitorMonth(intervalMinutes: number, stack: StackFacts): Quantities {
  const runs = MINUTES / intervalMinutes
  const runsADay = runs / DAYS
  const { good } = UNITS
  const { resultDays, logDays } = DEFAULT_RETENTION
  const octets =
    runsADay * (resultDays * (STORED.result + ITEM_OVERHEAD) + logDays * (STORED.goodLog + ITEM_OVERHEAD))
  return {
    requests: runs,
    time: runs * ESTIMATES.goodSeconds * stack.probeGb,
    writes: runs * good.writes + DAYS * UNITS.summary.writes,
    reads: runs * good.reads + DAYS * (UNITS.repair.reads + UNITS.summary.reads(runsADay)),
    stored: octets / GB,
    recovery: octets / GB,
    schedules: runs,
    decryptions: MINUTES / Math.max(intervalMinutes, ESTIMATES.secretMinutes),
    logs: (runs * (good.logOctets + ESTIMATES.ownLogOctets)) / GB,
    traffic: (runs * ESTIMATES.trafficOctets) / GB,
  }
}

/** What there is with no monitor at all. */
export function installationMonth(stack: StackFacts): Quantities {
  const { pass } = UNITS
  return {
    requests: MINUTES,
    time: MINUTES * ESTIMATES.passSeconds * stack.watchdogGb,
    reads: MINUTES * pass.reads,
    topics: (MINUTES / SUBSCRIPTION_MINUTES) * stack.topics,
    queues: (ESTIMATES.pollers * MINUTES * 60) / ESTIMATES.pollSeconds,
    logs: (MINUTES * (pass.logOctets + ESTIMATES.ownLogOctets)) / GB,
    alarms: stack.alarmMetrics,
    metrics: stack.ownMetrics,
    dashboards: stack.dashboards,
  }
}

/** What a location beside home adds, with no monitor at all: it has no alarms, and the watchdog asks two queues. */
export function locationMonth(): Quantities {
  return {
    queues: (ESTIMATES.pollers * MINUTES * 60) / ESTIMATES.pollSeconds + (2 * MINUTES) / SUBSCRIPTION_MINUTES,
    metrics: LOCATION_METRICS,
  }
}

/** What a monitor costs more at a location than at home: its runs wait for home. */
export function farMonth(intervalMinutes: number, stack: StackFacts): Quantities {
  const runs = MINUTES / intervalMinutes
  return {
    time: runs * ESTIMATES.homeCalls * ESTIMATES.homeSeconds * stack.probeGb,
    regions: (runs * ESTIMATES.homeOctets) / GB,
  }
}

/** What the template of a fixed address says. */
export interface NetworkFacts {
  gateways: number
  addresses: number
}

/** What a fixed address adds to its location, with no monitor at all. */
export function addressMonth({ gateways, addresses }: NetworkFacts): Quantities {
  const hours = MINUTES / 60
  return { gateways: gateways * hours, addresses: addresses * hours }
}

/** What a monitor adds to that: all that its runs send to mail servers and to home. */
export function throughMonth(intervalMinutes: number): Quantities {
  const octets = ESTIMATES.trafficOctets + ESTIMATES.homeOctets
  return { through: ((MINUTES / intervalMinutes) * octets) / GB }
}

/** What a monitor without `smtp` adds, one event a message: SES, its topic, the function that notes it, the item. */
export function senderMonth(intervalMinutes: number): Quantities {
  const runs = MINUTES / intervalMinutes
  const octets = (runs / DAYS) * DEFAULT_RETENTION.resultDays * (STORED.event + ITEM_OVERHEAD)
  return {
    messages: runs,
    topics: runs,
    requests: runs,
    time: runs * ESTIMATES.eventSeconds * ESTIMATES.eventGb,
    writes: runs * UNITS.event.writes,
    stored: octets / GB,
    recovery: octets / GB,
    logs: (runs * ESTIMATES.ownLogOctets) / GB,
  }
}

/** What a run adds or saves that waits `seconds` for a message which never comes, beside a good one. */
export function lostRun(seconds: number, stack: StackFacts): Quantities {
  const { failing, good } = UNITS
  return {
    time: (seconds - ESTIMATES.goodSeconds) * stack.probeGb,
    writes: failing.writes - good.writes,
    reads: failing.reads - good.reads,
    logs: (failing.logOctets - good.logOctets) / GB,
  }
}

/** `part` so many times, and the rest once. */
export function sum(parts: readonly (readonly [times: number, part: Quantities])[]): Quantities {
  const items = Object.keys(PRICES) as Item[]
  return Object.fromEntries(
    items.map((item) => [item, parts.reduce((all, [times, part]) => all + times * (part[item] ?? 0), 0)]),
  )
}

/** Dollars for one line. */
export function price(item: Item, quantity: number): number {
  const { usd, per }: Price = PRICES[item]
  return (quantity / per) * usd
}

export function listPrice(quantities: Quantities): number {
  return total(quantities, (_, quantity) => quantity)
}

/** The same by the dearest plan. */
export function mostPrice(quantities: Quantities): number {
  const items = Object.keys(quantities) as Item[]
  return items.reduce((all, item) => {
    const { usd, most = usd, per }: Price = PRICES[item]
    return all + ((quantities[item] ?? 0) / per) * most
  }, 0)
}

/** What is left to pay where nothing else in the account uses its free units. */
export function afterFree(quantities: Quantities): number {
  return total(quantities, (item, quantity) => Math.max(0, quantity - PRICES[item].free))
}

function total(quantities: Quantities, billed: (item: Item, quantity: number) => number): number {
  const items = Object.keys(quantities) as Item[]
  return items.reduce((all, item) => all + price(item, billed(item, quantities[item] ?? 0)), 0)
}
