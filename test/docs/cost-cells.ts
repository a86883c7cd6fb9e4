import { type Item, PRICES, type Quantities } from './cost-model.ts'

export function itemsIn(...months: readonly Quantities[]): Item[] {
  return (Object.keys(PRICES) as Item[]).filter((item) => months.some((month) => (month[item] ?? 0) > 0))
}

export function usd(dollars: number): string {
  if (dollars === 0) return '$0'
  if (dollars < 0.0005) return 'under $0.001'
  const digits = dollars < 0.1 ? 3 : dollars < 100 ? 2 : 0
  return `$${dollars.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`
}

/** Three digits where there are fewer than a hundred, none after the point above. */
export function count(quantity: number): string {
  const digits = quantity < 100 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: 0 }
  return quantity.toLocaleString('en', digits)
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = head.map((title, column) => (column === 0 || title === 'why' ? '---' : '---:'))
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n')
}
