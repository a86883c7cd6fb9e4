import { count, itemsIn, table, usd } from './cost-cells.ts'
import {
  PRICES,
  type NetworkFacts,
  type Quantities,
  type StackFacts,
  addressMonth,
  farMonth,
  listPrice,
  locationMonth,
  mostPrice,
  price,
  senderMonth,
  throughMonth,
} from './cost-model.ts'

/** Minutes between two runs. */
const AT = [10, 5] as const

export function location(stack: StackFacts): string {
  const fixed = locationMonth()
  const far = AT.map((minutes) => farMonth(minutes, stack))
  const rows = [
    ...itemsIn(fixed).map((item) => ['the location', item, fixed] as const),
    ...far.flatMap((month, place) =>
      itemsIn(month).map((item) => [`a monitor every ${AT[place]} minutes`, item, month] as const),
    ),
  ].map(([of, item, month]) => [
    `${of}: ${PRICES[item].what}`,
    count(month[item] ?? 0),
    usd(price(item, month[item] ?? 0)),
  ])
  const totals = [fixed, ...far].map((month) => usd(listPrice(month)))
  return [
    `**Each location beside home costs ${totals[0]} a month** with any number of monitors, and a monitor there ${totals[1]} more than at home (${totals[2]} every ${AT[1]} minutes).`,
    '',
    table(['a month', '', 'list price'], rows),
  ].join('\n')
}

/** The dollars of a fixed address, as every page and the synth say them. */
export function addressPrices(network: NetworkFacts) {
  const month = addressMonth(network)
  return {
    all: usd(listPrice(month)),
    gateway: usd(price('gateways', month.gateways ?? 0)),
    address: usd(price('addresses', month.addresses ?? 0)),
    eachGb: `$${String(PRICES.through.usd)}`,
  }
}

export function address(network: NetworkFacts): string {
  const month = addressMonth(network)
  const through = AT.map(throughMonth)
  const rows = [
    ...itemsIn(month).map((item) => ['the address', item, month] as const),
    ...through.map((each, place) => [`a monitor every ${AT[place]} minutes`, 'through', each] as const),
  ].map(([of, item, each]) => [
    `${of}: ${PRICES[item].what}`,
    count(each[item] ?? 0),
    usd(price(item, each[item] ?? 0)),
  ])
  return [
    `**A [fixed address](locations.md#fixed-address) costs ${addressPrices(network).all} a month** in addition to its location.`,
    '',
    table(['a month', '', 'list price'], rows),
  ].join('\n')
}

export function sender(): string {
  const at = AT.map(senderMonth)
  const rows = itemsIn(...at).map((item) => [
    PRICES[item].what,
    ...at.flatMap((month) => [count(month[item] ?? 0), usd(price(item, month[item] ?? 0))]),
  ])
  const total = (name: string, of: (month: Quantities) => number) => [
    `**${name}**`,
    ...at.flatMap((month) => ['', `**${usd(of(month))}**`]),
  ]
  const head = ['a monitor without `smtp`, a month', 'every 10 minutes', '', 'every 5 minutes', '']
  return table(head, [
    ...rows,
    total('total, by the cheapest plan of SES', listPrice),
    total('by the dearest', mostPrice),
  ])
}
