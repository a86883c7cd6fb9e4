import { type Millis, SECOND } from '../../time/units.ts'
import type { Arrival } from './arrivals.ts'
import { below, curve } from './normal-curve.ts'

/** Delays are compared by their ratio, those of less than about this by their difference. */
const SCALE: Millis = 1 * SECOND
/** Neighbours further apart than by this factor have come by two ways. */
const APART = Math.log(1.5)
/** An arrival so many runs ago counts half as much as the last. */
const HALF_LIFE = 10
/** How mail varies where little is known of a way; it counts as much as one arrival. */
const USUAL_SPREAD = 0.15
/** A delay that has never varied may. */
const LEAST_SPREAD = 0.02
/**
 * Looks come when a message is expected: where one found it, it had come a short time before, at first sight.
 */
const FIRST_SIGHT = 0.1
const ROUNDS = 6
/** Fewer say too little. */
const FEWEST_ARRIVALS = 4
/** So much of the mail takes a way that nobody has seen yet: any delay, as likely by its ratio. */
const UNSEEN_SHARE = 0.01
/**
 * By each of the newest messages that may have come long before it was seen, a change to faster is so much
 * likelier.
 */
const LIKELIER = 2
const LIKELIEST = 0.5
/** Of the time that a message took, as its resolution. */
const LONG_BEFORE = 0.6

/** On this scale equal steps are equal ratios of delays. */
export function logOf(ms: Millis): number {
  return Math.log(ms + SCALE)
}

export function msOf(log: number): Millis {
  return Math.exp(log) - SCALE
}

/**
 * One of the ways that mail takes, as at once or once the greylist lets it pass: its share of the mail, which
 * add up to 1, and a normal curve over the logarithm of the delay.
 */
export interface Way {
  share: number
  mean: number
  spread: number
}

/** The logarithm of a delay lies between these. */
interface Span {
  from: number
  to: number
  guess: number
  weight: number
}

/** What recent arrivals, newest last, say of the next; empty where they say nothing. */
export function expectedWays(arrivals: readonly Arrival[]): readonly Way[] {
  if (arrivals.length < FEWEST_ARRIVALS) return []
  const spans = arrivals
    .map(({ transitMs, resolutionMs }, index) => {
      const [from, to] = [logOf(Math.max(0, transitMs - resolutionMs)), logOf(transitMs)]
      const weight = 2 ** ((index + 1 - arrivals.length) / HALF_LIFE)
      return { from, to, guess: to - Math.min(FIRST_SIGHT, (to - from) / 2), weight }
    })
    .sort((one, other) => one.guess - other.guess)
  const all = total(spans, ({ weight }) => weight)
  return apart(spans).map((near) => wayOf(near, all))
}

/** Of the next message: that it comes by none of these ways. */
export function unseenShare(arrivals: readonly Arrival[]): number {
  const isClose = ({ transitMs, resolutionMs }: Arrival) => resolutionMs < LONG_BEFORE * transitMs
  const since = arrivals.length - 1 - arrivals.findLastIndex(isClose)
  return Math.min(LIKELIEST, UNSEEN_SHARE * LIKELIER ** since)
}

function apart(spans: readonly Span[]): Span[][] {
  const groups: Span[][] = []
  let before = -Infinity
  for (const span of spans) {
    if (span.guess - before < APART) groups.at(-1)?.push(span)
    else groups.push([span])
    before = span.guess
  }
  return groups
}

/**
 * The curve that fits spans best, found in turns with where in them the delays then probably lie (expectation
 * and maximization: Dempster, Laird and Rubin 1977).
 */
function wayOf(spans: readonly Span[], all: number): Way {
  const weight = total(spans, (span) => span.weight)
  let mean = total(spans, (span) => span.weight * span.guess) / weight
  let variance = USUAL_SPREAD ** 2
  for (let round = 0; round < ROUNDS; round += 1) {
    const spread = Math.sqrt(variance)
    const places = spans.map((span) => ({ weight: span.weight, ...placeIn(span, mean, spread) }))
    const middle = total(places, (place) => place.weight * place.mean) / weight
    const squares = total(places, (place) => place.weight * (place.variance + (place.mean - middle) ** 2))
    mean = middle
    variance = Math.max(LEAST_SPREAD ** 2, (squares + USUAL_SPREAD ** 2) / (weight + 1))
  }
  return { share: weight / all, mean, spread: Math.sqrt(variance * (1 + 1 / weight)) }
}

/**
 * The mean and variance of what lies in the span, of a normal curve; its nearest end where next to nothing
 * does.
 */
function placeIn({ from, to }: Span, mean: number, spread: number): { mean: number; variance: number } {
  const [low, high] = [(from - mean) / spread, (to - mean) / spread]
  const share = below(high) - below(low)
  if (share < 1e-3) return { mean: Math.min(to, Math.max(from, mean)), variance: 0 }
  const shift = (curve(low) - curve(high)) / share
  const variance = 1 + (low * curve(low) - high * curve(high)) / share - shift ** 2
  return { mean: mean + spread * shift, variance: spread ** 2 * Math.max(0, variance) }
}

function total<T>(all: readonly T[], figure: (one: T) => number): number {
  return all.reduce((sum, one) => sum + figure(one), 0)
}
