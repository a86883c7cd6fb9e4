import type { Millis } from '../../../shared/core/time/units.ts'

/** What looks come to, in means over all messages. */
export interface Cost {
  lagMs: Millis
  looks: number
}

/** Delays that stand for all: as many quantiles. */
const QUANTILES = 240
const HALVINGS = 40

/**
 * The least mean lag that anybody can have who knows how these delays are distributed and takes so many
 * looks, in the mean: looks come at quantiles, found backwards from the last for a price of a look, which is
 * then sought.
 */
export function leastLag(delays: readonly Millis[], looks: number): Millis {
  const sorted = delays.toSorted((one, other) => one - other)
  const quantiles = Array.from(
    { length: QUANTILES },
    (_, index) => sorted[Math.ceil(((index + 1) / QUANTILES) * sorted.length) - 1] ?? 0,
  )
  let [cheap, dear] = [1e-3, 1e7]
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const price = Math.sqrt(cheap * dear)
    if (bestFor(quantiles, price).looks > looks) cheap = price
    else dear = price
  }
  const [more, fewer] = [bestFor(quantiles, cheap), bestFor(quantiles, dear)]
  const share = more.looks === fewer.looks ? 0 : (looks - fewer.looks) / (more.looks - fewer.looks)
  return fewer.lagMs + (more.lagMs - fewer.lagMs) * Math.min(1, Math.max(0, share))
}

function bestFor(quantiles: readonly Millis[], price: Millis): Cost {
  const sums = [0]
  for (const delay of quantiles) sums.push((sums.at(-1) ?? 0) + delay)
  const from: (Cost & { cost: number })[] = []
  const last = { lagMs: 0, looks: 0, cost: 0 }
  from[quantiles.length] = last
  for (let seen = quantiles.length - 1; seen >= 0; seen -= 1) {
    const left = (quantiles.length - seen) / quantiles.length
    let best = { ...last, cost: Infinity }
    for (let then = seen + 1; then <= quantiles.length; then += 1) {
      const found = (quantiles[then - 1] ?? 0) * (then - seen) - ((sums[then] ?? 0) - (sums[seen] ?? 0))
      const { lagMs, looks, cost } = from[then] ?? last
      const lag = found / quantiles.length
      if (lag + price * left >= best.cost) break
      if (lag + price * left + cost < best.cost)
        best = { lagMs: lag + lagMs, looks: left + looks, cost: lag + price * left + cost }
    }
    from[seen] = best
  }
  return from[0] ?? last
}
