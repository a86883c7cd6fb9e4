import { address, location, sender } from './cost-additions.ts'
import { count, itemsIn, table, usd } from './cost-cells.ts'
import {
  ESTIMATES,
  type Item,
  type NetworkFacts,
  PRICES,
  type Price,
  type Quantities,
  type StackFacts,
  UNITS,
  afterFree,
  installationMonth,
  listPrice,
  lostRun,
  monitorMonth,
  price,
  sum,
} from './cost-model.ts'

interface Fleet {
  monitors: number
  intervalMinutes: number
  /** What its lost messages are waited for: the interval must be longer. */
  timeoutSeconds: number
}

const ONE: Fleet = { monitors: 1, intervalMinutes: 10, timeoutSeconds: 300 }
const OFTEN: Fleet = { monitors: 1, intervalMinutes: 5, timeoutSeconds: 240 }
const FLEETS = [ONE, OFTEN, { ...ONE, monitors: 20 }, { ...ONE, monitors: 2000 }]

/**
 * One monitor every 5 minutes for a month, as public copies of their price pages gave it in November 2026.
 */
const OTHERS = { 'CloudWatch Synthetics': 10.37, 'MXToolbox Mailflow': 30 }

const DAYS = 30
const DAY_MINUTES = 24 * 60

/** The blocks of `docs/cost.md` that hold figures, by name, in Markdown. */
export function costTables(stack: StackFacts, network: NetworkFacts): Readonly<Record<string, string>> {
  return {
    answer: answer(stack),
    fleets: fleets(stack),
    outage: outage(stack),
    others: others(stack),
    monitor: monitor(stack),
    installation: installation(stack),
    alarms: alarms(stack),
    location: location(stack),
    address: address(network),
    sender: sender(),
    counted: counted(),
    estimates: estimates(stack),
    prices: prices(),
  }
}

function answer(stack: StackFacts): string {
  const each = listPrice(monitorMonth(ONE.intervalMinutes, stack))
  const often = listPrice(monitorMonth(OFTEN.intervalMinutes, stack))
  const fixed = installationMonth(stack)
  const { goodSeconds } = ESTIMATES
  return [
    `**A monitor costs ${usd(each)} a month** with the default of one run every ${ONE.intervalMinutes} minutes, and`,
    `**${usd(often)}** with one every ${OFTEN.intervalMinutes}, at ${goodSeconds} s billed a run. Each further second adds ${usd(secondOf(ONE, stack))} and ${usd(secondOf(OFTEN, stack))}.`,
    `**An installation costs ${usd(listPrice(fixed))} a month** in addition, with any number of monitors: ${usd(afterFree(fixed))} if`,
    'nothing else in the account uses the free units that AWS gives every month.',
    `Without its CloudWatch dashboard it costs ${usd(listPrice({ ...fixed, dashboards: 0 }))}.`,
  ].join('\n')
}

/** A month in which each run is billed a second more. */
function secondOf({ intervalMinutes }: Fleet, stack: StackFacts): number {
  return price('time', (monitorMonth(intervalMinutes, stack).requests ?? 0) * stack.probeGb)
}

function fleets(stack: StackFacts): string {
  const rows = FLEETS.map((fleet) => {
    const all = fleetMonth(fleet, stack)
    return [
      named(fleet),
      usd(listPrice(all)),
      usd(listPrice(monitorMonth(fleet.intervalMinutes, stack))),
      usd(afterFree(all)),
    ]
  })
  return table(['a month', 'list price', 'each monitor', 'after free units'], rows)
}

function outage(stack: StackFacts): string {
  const rows = FLEETS.map((fleet) => {
    const { good, lost } = day(fleet, stack)
    const atOnce = Math.ceil((fleet.monitors * fleet.timeoutSeconds) / (fleet.intervalMinutes * 60))
    return [`${named(fleet)}, timeout ${fleet.timeoutSeconds} s`, usd(good), usd(lost), count(atOnce)]
  })
  const { good, lost } = day(ONE, stack)
  return [
    'A run whose message is lost waits in Lambda until its timeout, and Lambda bills that time.',
    `**Each lost message costs ${lostPrice(ONE.timeoutSeconds, stack)} with a timeout of ${ONE.timeoutSeconds} s**, and ${lostPrice(60, stack)} with one of 60 s.`,
    `A day on which all mail is lost costs ${count(Math.round(lost / good))} times as much as a normal day.`,
    '',
    table(['a day', 'normal', 'all mail is lost', 'functions at once'], rows),
  ].join('\n')
}

/** What a run costs more whose message never comes. */
function lostPrice(timeoutSeconds: number, stack: StackFacts): string {
  return `$${listPrice(lostRun(timeoutSeconds, stack)).toFixed(4)}`
}

function day({ monitors, intervalMinutes, timeoutSeconds }: Fleet, stack: StackFacts) {
  const runs = (monitors * DAY_MINUTES) / intervalMinutes
  const good = (monitors * listPrice(monitorMonth(intervalMinutes, stack))) / DAYS
  return { good, lost: good + runs * listPrice(lostRun(timeoutSeconds, stack)) }
}

function others(stack: StackFacts): string {
  const each = listPrice(monitorMonth(OFTEN.intervalMinutes, stack))
  const rows = Object.entries(OTHERS).map(([name, dollars]) => [name, usd(dollars)])
  return table(
    ['one monitor every 5 minutes, a month', ''],
    [
      ['Roundtrip, the monitor', usd(each)],
      ['Roundtrip, the monitor and the installation', usd(listPrice(fleetMonth(OFTEN, stack)))],
      ...rows,
    ],
  )
}

function monitor(stack: StackFacts): string {
  const at = [ONE, OFTEN].map(({ intervalMinutes }) => monitorMonth(intervalMinutes, stack))
  const rows = itemsIn(...at).map((item) => [
    PRICES[item].what,
    ...at.flatMap((month) => [count(month[item] ?? 0), usd(price(item, month[item] ?? 0))]),
  ])
  const totals = at.flatMap((month) => ['', `**${usd(listPrice(month))}**`])
  const head = ['a monitor, a month', 'every 10 minutes', '', 'every 5 minutes', '']
  return table(head, [...rows, ['**total**', ...totals]])
}

function installation(stack: StackFacts): string {
  const month = installationMonth(stack)
  const rows = itemsIn(month).map((item) => {
    const quantity = month[item] ?? 0
    const left = price(item, Math.max(0, quantity - PRICES[item].free))
    return [PRICES[item].what, count(quantity), usd(price(item, quantity)), usd(left)]
  })
  const totals = ['', `**${usd(listPrice(month))}**`, `**${usd(afterFree(month))}**`]
  const head = ['an installation, a month', '', 'list price', 'after free units']
  return table(head, [...rows, ['**total**', ...totals]])
}

function counted(): string {
  const { good, opening, failing, ending, pass, repair, summary, event } = UNITS
  const row = (name: string, { reads, writes }: { reads: number; writes: number }, logged = '') => [
    name,
    count(reads),
    count(writes),
    logged,
  ]
  return table(
    ['', 'read units', 'write units', 'bytes logged'],
    [
      row('a run that passes', good, count(good.logOctets)),
      row('the run that opens an incident, with its alert', opening, count(opening.logOctets)),
      row('each further run that fails', failing, count(failing.logOctets)),
      row('the run that ends it, with its alert', ending, count(ending.logOctets)),
      row('a pass of the watchdog that finds nothing due', pass, count(pass.logOctets)),
      row('a monitor, each night: its schedule', repair),
      row('a monitor, each night: its day of 144 runs and its summary', {
        ...summary,
        reads: summary.reads(144),
      }),
      row('what SES tells of a delivered message', event),
    ],
  )
}

function prices(): string {
  const rows = (Object.keys(PRICES) as Item[]).map((item) => {
    const { what, usd: dollars, most, per, free }: Price = PRICES[item]
    const exact = (sum: number) =>
      `$${sum.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 10 })}`
    const range = most === undefined ? exact(dollars) : `${exact(dollars)} to ${exact(most)}`
    return [what, `${range}${per === 1 ? '' : ` for ${count(per)}`}`, free === 0 ? 'none' : count(free)]
  })
  return table(['', 'price', 'free each month'], rows)
}

function alarms({ alarms, alarmMetrics, ownMetrics, dashboardMetrics }: StackFacts): string {
  return [
    `- The ${alarms} alarms look at ${alarmMetrics} metrics; CloudWatch bills each metric of an alarm.`,
    `- Roundtrip has ${ownMetrics} metrics of its own, with any number of monitors. Three dashboards of up to 50 metrics are free in an account; this one shows ${dashboardMetrics}.`,
    '- The requests of SQS come from Lambda, which polls the queue of dead letters.',
    '- The watchdog runs every minute. The other functions run at a deploy, once a night or after a change, and cost less than a cent.',
  ].join('\n')
}

function estimates(stack: StackFacts): string {
  const { goodSeconds, passSeconds, ownLogOctets, trafficOctets, pollers, pollSeconds } = ESTIMATES
  const { homeCalls, homeSeconds, homeOctets, eventSeconds } = ESTIMATES
  const runs = (DAY_MINUTES * DAYS) / ONE.intervalMinutes
  return table(
    ['estimated', '', 'why'],
    [
      [
        'time billed for a run that passes',
        `${goodSeconds} s`,
        `mail that takes a second to arrive, see [performance.md](performance.md); each further second is ${usd(price('time', runs * stack.probeGb))} a month at ${ONE.intervalMinutes} minutes`,
      ],
      [
        'time billed for a pass of the watchdog',
        `${passSeconds} s`,
        '16 queries at once, and at times two calls of SNS',
      ],
      ['logged by Lambda itself, an invocation', `${count(ownLogOctets)} bytes`, 'its start and its report'],
      [
        'sent to the internet, a run',
        `${count(trafficOctets)} bytes`,
        'TLS handshakes, both dialogues, the message',
      ],
      [
        'calls for dead letters',
        `${pollers} every ${pollSeconds} s`,
        "Lambda's pollers of an empty queue; with limited concurrency all of them stay",
      ],
      [
        'more time billed for a run at a location',
        `${homeCalls * homeSeconds} s`,
        `${homeCalls} calls to home one after the other, each ${homeSeconds * 1000} ms away, as from Europe to the United States and back`,
      ],
      ['sent between Regions, a run', `${count(homeOctets)} bytes`, 'rows, results, logs, TLS handshakes'],
      ['time billed for what SES tells of a message', `${eventSeconds} s`, 'one write'],
    ],
  )
}

function fleetMonth({ monitors, intervalMinutes }: Fleet, stack: StackFacts): Quantities {
  return sum([
    [monitors, monitorMonth(intervalMinutes, stack)],
    [1, installationMonth(stack)],
  ])
}

function named({ monitors, intervalMinutes }: Fleet): string {
  return `${monitors === 1 ? 'one monitor' : `${count(monitors)} monitors`} every ${intervalMinutes} minutes`
}
